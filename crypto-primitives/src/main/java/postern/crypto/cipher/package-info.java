/// Ciphers without authentication: the parts that [postern.crypto.aead] is made of. Protocol code uses those.
///
/// Reading order:
///
/// 1. [postern.crypto.cipher.ChaCha20]: the simplest of them; a page of additions, rotations and exclusive ors.
/// 2. [postern.crypto.cipher.BlockCipher]: a secret permutation of blocks, many at once.
/// 3. [postern.crypto.cipher.Aes]: the rounds; then `AesSlices`, how 64 octets are computed by single
///    operations on eight longs; then `AesSbox`, the only non-linear part, as a circuit.
/// 4. [postern.crypto.cipher.CounterMode]: a stream cipher from a block cipher. [postern.crypto.cipher.CbcMode]:
///    how the older cipher suites chain blocks, with what that costs. Long texts under AES are handed to a fast
///    form, where the machine has one (`postern.crypto.simd`); `CbcWorkout` trains it.
/// 5. [postern.crypto.cipher.Camellia] and [postern.crypto.cipher.Aria]: two other designs, which share with
///    AES the inversion in GF(2⁸), and so its circuit; see `CamelliaSbox` and `AriaSbox`.
/// 6. [postern.crypto.cipher.TripleDes]: what came before AES, on S-boxes as truth tables in registers.
/// 7. [postern.crypto.cipher.Rc4]: a stream cipher that cannot be made safe; the counter-example.
///
/// Save in RC4 no table is indexed by a secret, and nothing branches on one. Objects hold their working memory, so
/// that nothing is allocated per call; they are confined to one thread and wiped by `close()`.
///
/// | | specification | proved by |
/// |---|---|---|
/// | ChaCha20 | RFC 8439 §2.3, §2.4 | its sections and appendix A.1, A.2; the JDK's provider |
/// | AES | FIPS 197 | its appendices B and C; the JDK's provider; the S-box on all octets |
/// | Counter mode | SP 800-38A §6.5, SP 800-38D §6.2 | SP 800-38A F.5; the JDK's provider |
/// | CBC mode | SP 800-38A §6.2 | SP 800-38A F.2; the JDK's provider; Wycheproof `aes_cbc_pkcs5` |
/// | Camellia | RFC 3713 | its appendix A; Bouncy Castle; s₁ on all octets |
/// | ARIA | RFC 5794 | its appendix A; Bouncy Castle; S₂ on all octets |
/// | Triple DES | SP 800-67, FIPS 46-3 | SP 800-67 B.1; the JDK's provider |
/// | RC4 | draft-kaukonen-cipher-arcfour-03 | RFC 6229; the JDK's provider |
@NullMarked
package postern.crypto.cipher;

import org.jspecify.annotations.NullMarked;
