/// Hash functions, and what is built from nothing but a hash function.
///
/// Reading order:
///
/// 1. [postern.crypto.hash.HashAlgorithm]: the functions by name; `SHA256.hash(data)` is the shortest way
///    to a digest.
/// 2. [postern.crypto.hash.Hash]: a hash under way, fed piece by piece; TLS's transcript copies one to look at its
///    digest while the handshake goes on.
/// 3. `MerkleDamgard`: how a function on fixed blocks becomes a function on messages: padding and length.
/// 4. `Sha256`, `Sha512`: the compression functions of SHA-2. They are the same design in two widths; read one, then
///    see in the other what the width changes. `Sha256Bulk` and `Sha512Bulk` are their fast forms for long input:
///    sixteen message schedules at once, in a loop that becomes vector instructions. `Md5` and `Sha1` are their
///    ancestors, and broken for signatures.
/// 5. `Sponge`, `Keccak`: the other way to build a hash, without a length and without chaining; `Sha3` and
///    [postern.crypto.hash.Shake] are two uses of it.
/// 6. [postern.crypto.hash.Hmac]: a hash with a key; [postern.crypto.hash.Hkdf]: keys from a secret;
///    [postern.crypto.hash.Pbkdf2]: keys from a password.
///
/// Nothing here branches or indexes on what is hashed, so every function may take secrets; lengths are public. A
/// hash is wiped by `wipe()`, an HMAC by `close()`.
///
/// | | specification | proved by |
/// |---|---|---|
/// | MD5 | RFC 1321 | its appendix A.5; the JDK's provider |
/// | SHA-1, SHA-2 | FIPS 180-4 | NIST's examples; the JDK's provider at every length; constants recomputed |
/// | SHA-3, SHAKE | FIPS 202 | NIST's examples; the JDK's provider, Bouncy Castle; constants recomputed |
/// | HMAC | RFC 2104, FIPS 198-1 | RFC 2202, RFC 4231; the JDK's provider; Wycheproof `hmac_sha*` |
/// | HKDF | RFC 5869 | its appendix A; Wycheproof `hkdf_sha*` |
/// | PBKDF2 | RFC 8018 §5.2 | RFC 6070, RFC 7914 §11; the JDK's provider |
@NullMarked
package postern.crypto.hash;

import org.jspecify.annotations.NullMarked;
