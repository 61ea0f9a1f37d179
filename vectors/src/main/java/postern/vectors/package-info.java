/// Published test vectors, each beside the name of its source, and their loaders.
///
/// - [postern.vectors.VectorFile] reads the files under `postern/vectors`, lines of `name = value`, as
///   [postern.vectors.Vector]s.
/// - [postern.vectors.Wycheproof] reads Project Wycheproof's JSON files, if the tester has them.
/// - [postern.vectors.Allocation] measures what a piece of code allocates.
/// - [postern.vectors.trace] watches whether running time can depend on a secret.
///
/// In the test scope of the other modules only. Depends on none of them, so that a vector cannot be wrong in the
/// same way as the code it tests.
@NullMarked
package postern.vectors;

import org.jspecify.annotations.NullMarked;
