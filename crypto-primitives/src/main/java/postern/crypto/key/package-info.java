/// Keys of any kind, and signatures by name: what X.509 and TLS use of the algorithms below.
///
/// Reading order:
///
/// 1. [postern.crypto.key.PublicKey]: the kinds of public keys, and `Spki`, their form on the wire.
/// 2. [postern.crypto.key.SignatureAlgorithm]: signature algorithms with their AlgorithmIdentifier.
/// 3. [postern.crypto.key.KeyException]: why a key cannot be used.
@NullMarked
package postern.crypto.key;

import org.jspecify.annotations.NullMarked;
