/// RSA (RFC 8017): signatures in both paddings, encryption in the old one, and keys.
///
/// Reading order:
///
/// 1. [postern.crypto.rsa.RsaPublicKey]: modulus and exponent, what can be checked about them, and the public
///    operation.
/// 2. [postern.crypto.rsa.RsaPrivateKey]: the private operation, with what protects it; its numbers are
///    [postern.crypto.rsa.RsaPrivateNumbers], its blinding is `Blinding`.
/// 3. [postern.crypto.rsa.Pkcs1]: signatures with the padding of 1993, which TLS 1.2 and nearly all
///    certificates use.
/// 4. [postern.crypto.rsa.Pss]: signatures with the randomized padding, which TLS 1.3 demands.
/// 5. [postern.crypto.rsa.Pkcs1Encryption]: encryption for the RSA key exchange of old, and decryption that
///    never says what was wrong.
/// 6. [postern.crypto.rsa.RsaKeyGenerator]: new keys.
///
/// Why the paddings are apart from the keys: a key does one thing, raise a number to a power, and all protection
/// against side channels stands there, once. A padding only makes numbers of messages, and handles nothing secret.
@NullMarked
package postern.crypto.rsa;

import org.jspecify.annotations.NullMarked;
