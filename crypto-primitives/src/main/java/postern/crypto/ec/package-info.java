/// Elliptic curves: agreeing on a secret, and signing, from the field up.
///
/// Reading order:
///
/// 1. [postern.crypto.ec.X25519] and `MontgomeryLadder`: RFC 7748, the shortest way from a formula to a shared
///    secret.
/// 2. `FieldElement`: how a number of 255 bits is multiplied in Java, and what is gained by signed limbs; then
///    `Field25519`, the simplest of the primes.
/// 3. [postern.crypto.ec.X448] and `Field448`: the same with a larger prime, shaped like the golden ratio.
/// 4. [postern.crypto.ec.Curve] and [postern.crypto.ec.Ecdh]: NIST's curves, with two coordinates; `FieldP256`,
///    `FieldP384`, `FieldP521`.
/// 5. `Point`, `PointArithmetic`: doubling and adding, and where the formula for a sum breaks down.
/// 6. `SignedDigits`, `MultiplesTable`, `CurveGroup`, `BaseMultiples`, `NistCurves`: a secret multiple in equal
///    steps, with the proof that the short formula meets no exception.
/// 7. [postern.crypto.ec.Ecdsa], `ScalarField`, `NonceGenerator`: signatures, and the number that must never
///    repeat.
/// 8. [postern.crypto.ec.Ed25519], [postern.crypto.ec.Ed448], `Eddsa`: signatures without a random source;
///    `EdwardsCurve`, `EdwardsPoint`: a group law without exceptions.
/// 9. [postern.crypto.ec.InvalidPointException]: what a peer's public key can have wrong.
///
/// Why no `BigInteger`: its running time follows the value, and the value is the key. It appears in constants
/// of the curves only. Why mutable field elements: a secret that is overwritten in place leaves one copy to
/// wipe, and the garbage collector none to move.
///
/// | | specification | vectors | time depends on |
/// |---|---|---|---|
/// | X25519, X448 | RFC 7748 | RFC 7748, Wycheproof | nothing |
/// | ECDH P-256, P-384, P-521 | SP 800-56A, SP 800-186 | NIST CAVP, Wycheproof | the curve |
/// | ECDSA sign | FIPS 186-5, RFC 6979 | RFC 6979 | the curve, the hash |
/// | Ed25519, Ed448 sign | RFC 8032 | RFC 8032 | the message's length |
/// | Ed25519, Ed448 verify | RFC 8032 | RFC 8032, Wycheproof | its arguments, all public |
/// | ECDSA verify | FIPS 186-5 | RFC 6979, Wycheproof | its arguments, all public |
@NullMarked
package postern.crypto.ec;

import org.jspecify.annotations.NullMarked;
