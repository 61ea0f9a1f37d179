/// Diffie–Hellman modulo a prime, for the DHE suites of TLS up to 1.2 and the ffdhe groups of TLS 1.3.
///
/// Reading order:
///
/// 1. [postern.crypto.dh.DhGroup]: a prime and a generator, and what a peer's public key must be in it.
/// 2. [postern.crypto.dh.DhKeyPair]: one side of one exchange.
/// 3. [postern.crypto.dh.StandardGroups]: the groups with names, computed from the digits of e and π where they
///    were made so.
/// 4. [postern.crypto.dh.DhParameterGenerator]: a group of one's own; `SafePrimeSieve` and `SafePrimeSearch`
///    find its prime. [postern.crypto.dh.DhGroupCheck]: is somebody else's any good?
/// 5. [postern.crypto.dh.InvalidPublicKeyException]: a peer's key that no honest peer sends.
///
/// Why groups with names: that p is a safe prime cannot be checked within a handshake, so one must know the
/// group, or believe the server. The groups of RFC 7919 are known to everybody, and their primes follow from
/// the digits of e, so that nobody can have hidden a weakness in them.
///
/// All numbers of a group are public and may be a `BigInteger`; private keys and secrets are
/// [postern.crypto.math.Limbs].
@NullMarked
package postern.crypto.dh;

import org.jspecify.annotations.NullMarked;
