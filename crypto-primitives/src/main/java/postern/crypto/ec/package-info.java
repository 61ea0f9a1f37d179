/// Elliptic curves: agreeing on a secret, from the field up.
///
/// Reading order:
///
/// 1. [postern.crypto.ec.X25519]: the ladder of RFC 7748, the shortest way from a formula to a shared secret.
/// 2. `Field25519`: arithmetic modulo 2²⁵⁵ − 19 with signed limbs that need no carry while one adds.
/// 3. [postern.crypto.ec.InvalidPointException]: what a peer's public key can have wrong.
///
/// Why no `BigInteger`: its running time follows the value, and the value is the key. Why mutable field
/// elements: a secret that is overwritten in place leaves one copy to wipe, and the garbage collector none to
/// move.
@NullMarked
package postern.crypto.ec;

import org.jspecify.annotations.NullMarked;
