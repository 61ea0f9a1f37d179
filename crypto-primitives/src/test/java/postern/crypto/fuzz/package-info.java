/// What a stranger may hand to this module: DER, PEM, keys, parameters. See [postern.vectors.fuzz].
@NullMarked
package postern.crypto.fuzz;

import org.jspecify.annotations.NullMarked;
