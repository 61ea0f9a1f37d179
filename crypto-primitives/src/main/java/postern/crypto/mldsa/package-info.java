/// ML-DSA (FIPS 204): signatures from module lattices, which a quantum computer does not break as far as anybody
/// knows.
///
/// Reading order:
///
/// 1. [postern.crypto.mldsa.MlDsa]: the three parameter sets.
/// 2. [postern.crypto.mldsa.MlDsaPublicKey]: verifying, and the equation behind it.
/// 3. [postern.crypto.mldsa.MlDsaPrivateKey]: signing, and why it tries again.
/// 4. `SignatureCodec`, `Rounding`: a signature in octets; high and low halves of a number, and hints.
/// 5. `Ring`, `RingSampler`, `BitPacking`: the arithmetic beneath.
///
/// | | specification | proved by | time depends on |
/// |---|---|---|---|
/// | verify | FIPS 204 | Wycheproof `mldsa_*_verify`, the JDK, Bouncy Castle | its arguments, all public |
/// | sign | FIPS 204 | Wycheproof `mldsa_*_sign_*`, the JDK, Bouncy Castle | how many tries were thrown away |
@NullMarked
package postern.crypto.mldsa;

import org.jspecify.annotations.NullMarked;
