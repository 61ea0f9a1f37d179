/// Keys of any kind, and signatures by name: what X.509 and TLS use of the algorithms below.
///
/// Reading order:
///
/// 1. [postern.crypto.key.PublicKey]: the kinds of public keys; `Spki` is their form on the wire.
/// 2. [postern.crypto.key.PrivateKey]: the kinds of private keys, and how they are made, read and written.
///    `PrivateKeyFile` finds a key in a PEM file; `Pkcs8`, `RsaPrivateKeyDer` and `EcPrivateKeyDer` are its forms.
/// 3. [postern.crypto.key.SignatureAlgorithm]: signing and verifying with a key, by the names that certificates use;
///    `PssParameters` and `EcdsaSignatureDer` are the structures that go with two of them, [postern.crypto.key.HashIds]
///    the names of hash functions.
/// 4. [postern.crypto.key.KeyException]: why a key cannot be used.
///
/// Why sealed: the kinds are few and every use must treat all of them, which a switch without a default lets the
/// compiler check. A key knows its size, and an algorithm which keys fit it; nobody else compares names.
@NullMarked
package postern.crypto.key;

import org.jspecify.annotations.NullMarked;
