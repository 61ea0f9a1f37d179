/// Authenticated encryption: what protects every record of TLS 1.3 and the better ones of TLS 1.2.
///
/// Reading order:
///
/// 1. [postern.crypto.aead.Aead]: seal and open; [postern.crypto.aead.AeadAlgorithm]: the algorithms by name.
/// 2. `ChaCha20Poly1305`: a cipher and an authenticator joined; `Poly1305`: a polynomial modulo a prime.
/// 3. `Gcm`: the same idea from a block cipher; `Ghash`: a polynomial over GF(2¹²⁸).
/// 4. `Ccm`: older and slower, from nothing but a block cipher.
///
/// The authenticators of the first two have the same shape: the message is the coefficients of a polynomial,
/// evaluated at a secret point, and the value is hidden by octets of keystream. They differ in the field. Forging
/// means guessing a root.
///
/// Opening takes two passes, the tag first: a caller never sees an octet that was not authentic, at the price of
/// reading the ciphertext twice from the cache. Objects hold all their working memory; sealing and opening
/// allocate nothing.
///
/// The time of each depends on lengths alone, and in opening on whether the tag is right: in the plain form as
/// with the kernels of `postern.crypto.simd`, which tests compare with it at every length.
///
/// | | specification | proved by |
/// |---|---|---|
/// | ChaCha20-Poly1305 | RFC 8439 | its vectors; the JDK's provider; Wycheproof `chacha20_poly1305` |
/// | AES-GCM | FIPS 197, SP 800-38D | McGrew and Viega's vectors; the JDK's provider; Wycheproof `aes_gcm` |
/// | AES-CCM, CCM-8 | FIPS 197, SP 800-38C, RFC 6655 | SP 800-38C C.3; Bouncy Castle; Wycheproof `aes_ccm` |
/// | Camellia-GCM, ARIA-GCM | RFC 3713, RFC 5794, SP 800-38D | Bouncy Castle |
@NullMarked
package postern.crypto.aead;

import org.jspecify.annotations.NullMarked;
