/// RSA (RFC 8017).
///
/// Reading order:
///
/// 1. [postern.crypto.rsa.RsaPublicKey]: modulus and exponent, and what can be checked about them.
@NullMarked
package postern.crypto.rsa;

import org.jspecify.annotations.NullMarked;
