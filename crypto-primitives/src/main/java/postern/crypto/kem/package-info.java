/// Key encapsulation: agreeing on a secret with one message each way, also where a quantum computer listens.
///
/// Reading order:
///
/// 1. [postern.crypto.kem.Kem], [postern.crypto.kem.KemKeyPair], [postern.crypto.kem.Encapsulation]: the shape.
/// 2. [postern.crypto.kem.CurveKem]: how Diffie–Hellman fits it.
/// 3. `LatticeKey` and `LatticeKeyPair`: learning with errors, and an encryption made from it.
/// 4. [postern.crypto.kem.MlKem] and [postern.crypto.kem.MlKemKeyPair]: what makes that encryption safe against
///    ciphertexts of the attacker's making.
/// 5. `Polynomial`, `PolynomialSampler`, `PolynomialCodec`: the arithmetic beneath.
/// 6. [postern.crypto.kem.HybridKem]: a curve and a lattice together, the groups of TLS 1.3.
/// 7. [postern.crypto.kem.InvalidShareException]: what a peer's share can have wrong.
///
/// Why the matrix is sampled anew for every key: a matrix that all share would be worth a great computation
/// once, as the 1024-bit Diffie–Hellman groups were.
///
/// | | specification | proved by | time depends on |
/// |---|---|---|---|
/// | ML-KEM | FIPS 203 | Wycheproof `mlkem_*`; the JDK's provider; Bouncy Castle | the public matrix |
/// | hybrids | draft-ietf-tls-ecdhe-mlkem | their parts, the JDK's and Bouncy Castle's | that of their parts |
@NullMarked
package postern.crypto.kem;

import org.jspecify.annotations.NullMarked;
