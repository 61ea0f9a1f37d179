/// What this module does with secrets, watched by [postern.vectors.trace.Traces]: the same branches, the same
/// places of arrays, the same divisors, whatever the secret.
@NullMarked
package postern.crypto.constanttime;

import org.jspecify.annotations.NullMarked;
