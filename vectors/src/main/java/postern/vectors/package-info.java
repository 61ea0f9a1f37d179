/// Published test vectors, each beside the name of its source, and their loaders.
///
/// In the test scope of the other modules only. Depends on none of them, so that a vector cannot be wrong in the same
/// way as the code it tests.
@NullMarked
package postern.vectors;

import org.jspecify.annotations.NullMarked;
