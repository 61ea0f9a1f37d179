/// Hash functions, and what is built from nothing but a hash function.
///
/// Reading order:
///
/// 1. [postern.crypto.hash.HashAlgorithm]: the functions by name; `SHA256.hash(data)` is the shortest way to a
/// digest.
/// 2. [postern.crypto.hash.Hash]: a hash under way, fed piece by piece; TLS's transcript copies one to look at its
///    digest while the handshake goes on.
/// 3. `MerkleDamgard`: how a function on fixed blocks becomes a function on messages: padding and length.
/// 4. `Sha256`, `Sha512`: the two compression functions of SHA-2. They are the same design in two widths; read one,
///    then see in the other what the width changes.
/// 5. [postern.crypto.hash.Hmac]: a hash with a key; [postern.crypto.hash.Hkdf]: keys from a secret.
///
/// Nothing here branches or indexes on what is hashed, so every function may take secrets; lengths are public. A
/// hash is wiped by `wipe()`, an HMAC by `close()`.
///
/// | | specification | proved by |
/// |---|---|---|
/// | SHA-256, SHA-384, SHA-512 | FIPS 180-4 | NIST's examples; the JDK's provider at every length to three blocks; the
/// constants recomputed from the primes |
/// | HMAC | RFC 2104, FIPS 198-1 | RFC 4231; the JDK's provider; Wycheproof `hmac_sha*` |
/// | HKDF | RFC 5869 | its appendix A; Wycheproof `hkdf_sha*` |
@NullMarked
package postern.crypto.hash;

import org.jspecify.annotations.NullMarked;
