package postern.crypto.aead;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.BlockCipher;
import postern.crypto.cipher.CounterMode;

/// Galois/Counter Mode (SP 800-38D) of a block cipher E with blocks of 16 octets, with nonces of 96 bits and tags
/// of 128: what TLS uses (RFC 5288 §3, RFC 9846 §5.3).
///
///     H  = E(0¹²⁸)                                                             (§7.1 step 1)
///     J₀ = nonce ‖ 0³¹ 1                                                       (step 2)
///     C  = P ⊕ (E(J₀ + 1) ‖ E(J₀ + 2) ‖ …)                                     (step 3)
///     S  = GHASH(aad ‖ zeros ‖ C ‖ zeros ‖ bits of aad ‖ bits of C)            (step 5)
///     T  = S ⊕ E(J₀)                                                           (step 6)
///
/// E(J₀) and the keystream for C are consecutive blocks of one counter mode, and are made together.
///
/// This is the readable form, and the only one that decides anything. Where the machine has a fast form of the
/// computations, trained and faster, texts of some length are handed to it (see `postern.crypto.kernel`).
///
/// A `Span` cannot be long enough to exhaust the counter of 32 bits: 2³¹ octets are 2²⁷ blocks.
final class Gcm implements Aead {
    private static final int BLOCK = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final BlockCipher cipher;
    private final FastForm fast;
    private final CounterMode counterMode;
    private final Ghash ghash;
    private final byte[] counterBlock = new byte[BLOCK];
    private final byte[] mask = new byte[BLOCK];
    private final byte[] tag = new byte[TAG_LENGTH];
    private final Span maskWindow = Span.of(mask);
    private final Span from = Span.of(mask);
    private final Span to = Span.of(mask);

    /// The mode of a cipher, which it takes over and closes with itself.
    Gcm(BlockCipher cipher) {
        this(cipher, FastForm.none());
    }

    /// The mode of a cipher, with a fast form of the two; takes over both and closes them with itself.
    Gcm(BlockCipher cipher, FastForm fast) {
        this.cipher = cipher;
        this.fast = fast;
        this.counterMode = new CounterMode(cipher);
        var subkey = new byte[BLOCK];
        var window = Span.of(subkey);
        cipher.encrypt(window, window);
        this.ghash = new Ghash(subkey);
        Arrays.fill(subkey, (byte) 0);
    }

    @Override
    public int nonceLength() {
        return NONCE_LENGTH;
    }

    @Override
    public int tagLength() {
        return TAG_LENGTH;
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed) {
        Windows.check(this, nonce, plaintext, sealed);
        var kernel = fast.forText(plaintext.length());
        if (kernel != null) {
            kernel.seal(nonce, aad, plaintext, sealed);
            return;
        }
        begin(nonce, plaintext.length());
        to.set(sealed.array(), sealed.offset(), plaintext.length());
        counterMode.crypt(plaintext, to);
        computeTag(aad, to);
        System.arraycopy(tag, 0, sealed.array(), sealed.offset() + plaintext.length(), TAG_LENGTH);
    }

    @Override
    public boolean open(byte[] nonce, byte[] aad, Span sealed, Span plaintext) {
        Windows.check(this, nonce, plaintext, sealed);
        var kernel = fast.forText(plaintext.length());
        from.set(sealed.array(), sealed.offset(), plaintext.length());
        if (kernel != null) {
            kernel.computeTag(nonce, aad, from, tag);
        } else {
            begin(nonce, plaintext.length());
            computeTag(aad, from);
        }
        int tagAt = sealed.offset() + plaintext.length();
        int right = ConstantTime.equalMask(tag, 0, sealed.array(), tagAt, TAG_LENGTH);
        Arrays.fill(tag, (byte) 0);
        // The answer is told to the peer: a wrong tag ends the connection.
        if (!ConstantTime.declassify(right)) {
            return false;
        }
        if (kernel != null) {
            kernel.decrypt(from, plaintext);
        } else {
            counterMode.crypt(from, plaintext);
        }
        return true;
    }

    /// J₀, and E(J₀) into `mask`.
    private void begin(byte[] nonce, int length) {
        System.arraycopy(nonce, 0, counterBlock, 0, NONCE_LENGTH);
        Endian.putIntBe(counterBlock, NONCE_LENGTH, 1);
        counterMode.begin(counterBlock, BLOCK + length);
        Arrays.fill(mask, (byte) 0);
        counterMode.crypt(maskWindow, maskWindow);
    }

    private void computeTag(byte[] aad, Span ciphertext) {
        ghash.begin();
        ghash.updatePadded(aad, 0, aad.length);
        ghash.updatePadded(ciphertext.array(), ciphertext.offset(), ciphertext.length());
        ghash.updateLengths(aad.length, ciphertext.length());
        ghash.writeTo(tag);
        for (int i = 0; i < TAG_LENGTH; i++) {
            tag[i] ^= mask[i];
        }
    }

    @Override
    public void close() {
        cipher.close();
        fast.close();
        counterMode.wipe();
        ghash.wipe();
        Arrays.fill(mask, (byte) 0);
        Arrays.fill(tag, (byte) 0);
    }
}
