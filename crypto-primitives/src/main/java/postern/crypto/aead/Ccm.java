package postern.crypto.aead;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.BlockCipher;
import postern.crypto.cipher.CounterMode;

/// Counter with CBC-MAC (SP 800-38C; RFC 3610) with nonces of 96 bits, as TLS uses it (RFC 6655 §3, RFC 9846
/// §5.3).
///
/// A CBC-MAC over the plaintext, then counter mode over plaintext and MAC, both with one key:
///
///     T = CBC-MAC(B₀ ‖ length of aad ‖ aad ‖ zeros ‖ P ‖ zeros)                (§6.1 steps 1 to 4)
///     C = P ⊕ (E(Ctr₁) ‖ E(Ctr₂) ‖ …)                                          (steps 5 to 8)
///     sealed = C ‖ T ⊕ E(Ctr₀), cut to the length of the tag
///
/// B₀ holds flags, nonce and length of the plaintext (appendix A.2); Ctr_i holds flags, nonce and i (A.3). With a
/// nonce of 12 octets three are left for the length.
///
/// The MAC is over the *plaintext*: to verify before anything is released, opening deciphers twice, first into a
/// small buffer of its own.
///
/// The CBC-MAC goes block by block, so that a sliced cipher works at a quarter of its speed: CCM is here for peers
/// that have nothing else.
final class Ccm implements Aead {
    private static final int BLOCK = 16;
    private static final int NONCE_LENGTH = 12;
    /// Octets of the length of the plaintext in B₀, and of the counter: q in SP 800-38C.
    private static final int LENGTH_OCTETS = 3;

    private static final int MAX_LENGTH = (1 << 8 * LENGTH_OCTETS) - 1;
    /// From here on the length of the associated data is written with a prefix and four octets (appendix A.2.2).
    private static final int LONG_AAD = 0xff00;

    private static final int CHUNK = 512;

    private final BlockCipher cipher;
    private final int tagLength;
    private final CounterMode counterMode;
    private final byte[] counterBlock = new byte[BLOCK];
    private final byte[] mask = new byte[BLOCK];
    private final byte[] mac = new byte[BLOCK];
    private int macFilled;
    private final byte[] chunk = new byte[CHUNK];
    private final Span macWindow = Span.of(mac);
    private final Span maskWindow = Span.of(mask);
    private final Span from = Span.of(mask);
    private final Span to = Span.of(mask);

    /// The mode of a cipher, which it takes over and closes with itself.
    ///
    /// @param tagLength octets of the tag: 16 or 8
    Ccm(BlockCipher cipher, int tagLength) {
        this.cipher = cipher;
        this.tagLength = tagLength;
        this.counterMode = new CounterMode(cipher);
    }

    @Override
    public int nonceLength() {
        return NONCE_LENGTH;
    }

    @Override
    public int tagLength() {
        return tagLength;
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed) {
        Windows.check(this, nonce, plaintext, sealed);
        checkLength(plaintext);
        beginMac(nonce, aad, plaintext.length());
        mac(plaintext.array(), plaintext.offset(), plaintext.length());
        endMacBlock();
        beginCounter(nonce, plaintext.length());
        to.set(sealed.array(), sealed.offset(), plaintext.length());
        counterMode.crypt(plaintext, to);
        for (int i = 0; i < tagLength; i++) {
            sealed.array()[sealed.offset() + plaintext.length() + i] = (byte) (mac[i] ^ mask[i]);
        }
    }

    @Override
    public boolean open(byte[] nonce, byte[] aad, Span sealed, Span plaintext) {
        Windows.check(this, nonce, plaintext, sealed);
        checkLength(plaintext);
        int length = plaintext.length();
        beginMac(nonce, aad, length);
        beginCounter(nonce, length);
        for (int at = 0; at < length; at += CHUNK) {
            int size = Math.min(CHUNK, length - at);
            from.set(sealed.array(), sealed.offset() + at, size);
            to.set(chunk, 0, size);
            counterMode.crypt(from, to);
            mac(chunk, 0, size);
        }
        Arrays.fill(chunk, (byte) 0);
        endMacBlock();
        for (int i = 0; i < BLOCK; i++) {
            mac[i] ^= mask[i];
        }
        int right = ConstantTime.equalMask(mac, 0, sealed.array(), sealed.offset() + length, tagLength);
        Arrays.fill(mac, (byte) 0);
        // The answer is told to the peer: a wrong tag ends the connection.
        if (!ConstantTime.declassify(right)) {
            return false;
        }
        beginCounter(nonce, length);
        from.set(sealed.array(), sealed.offset(), length);
        counterMode.crypt(from, plaintext);
        return true;
    }

    private static void checkLength(Span plaintext) {
        if (plaintext.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("with a nonce of 12 octets CCM takes at most " + MAX_LENGTH
                    + " octets of plaintext, not " + plaintext.length());
        }
    }

    /// B₀ and the associated data (appendix A.2).
    private void beginMac(byte[] nonce, byte[] aad, int length) {
        int adata = aad.length > 0 ? 1 << 6 : 0;
        // B₀: flags, nonce, and the length in the last three octets.
        Endian.putIntBe(mac, NONCE_LENGTH, length);
        mac[0] = (byte) (adata | (tagLength - 2) / 2 << 3 | LENGTH_OCTETS - 1);
        System.arraycopy(nonce, 0, mac, 1, NONCE_LENGTH);
        cipher.encrypt(macWindow, macWindow);
        macFilled = 0;
        if (aad.length == 0) {
            return;
        }
        int prefix = 2;
        if (aad.length < LONG_AAD) {
            Endian.putIntBe(chunk, 0, aad.length << 16);
        } else {
            prefix = 6;
            Endian.putIntBe(chunk, 0, 0xfffe0000);
            Endian.putIntBe(chunk, 2, aad.length);
        }
        mac(chunk, 0, prefix);
        mac(aad, 0, aad.length);
        endMacBlock();
    }

    private void mac(byte[] in, int offset, int length) {
        for (int i = 0; i < length; i++) {
            mac[macFilled++] ^= in[offset + i];
            if (macFilled == BLOCK) {
                cipher.encrypt(macWindow, macWindow);
                macFilled = 0;
            }
        }
    }

    /// The zeros that fill a block need not be added.
    private void endMacBlock() {
        if (macFilled > 0) {
            cipher.encrypt(macWindow, macWindow);
            macFilled = 0;
        }
    }

    /// Ctr₀ (appendix A.3), and E(Ctr₀) into `mask`.
    private void beginCounter(byte[] nonce, int length) {
        Arrays.fill(counterBlock, (byte) 0);
        counterBlock[0] = LENGTH_OCTETS - 1;
        System.arraycopy(nonce, 0, counterBlock, 1, NONCE_LENGTH);
        counterMode.begin(counterBlock, BLOCK + length);
        Arrays.fill(mask, (byte) 0);
        counterMode.crypt(maskWindow, maskWindow);
    }

    @Override
    public void close() {
        cipher.close();
        counterMode.wipe();
        Arrays.fill(mask, (byte) 0);
        Arrays.fill(mac, (byte) 0);
        Arrays.fill(chunk, (byte) 0);
    }
}
