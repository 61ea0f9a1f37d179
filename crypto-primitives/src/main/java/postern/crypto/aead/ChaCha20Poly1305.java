package postern.crypto.aead;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.ChaCha20;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.KernelSwitch;
import postern.crypto.kernel.Kernels;

/// AEAD_CHACHA20_POLY1305 (RFC 8439 §2.8).
///
/// Block 0 of the nonce's keystream gives the one-time key of [Poly1305] (§2.6); the plaintext is enciphered from
/// block 1 on. What is authenticated is
///
///     aad ‖ zeros to 16 ‖ ciphertext ‖ zeros to 16 ‖ length of aad ‖ length of ciphertext
///
/// with lengths in octets, as 64 bits little-endian. The paddings and lengths make sure that no other pair of aad
/// and ciphertext reads the same.
///
/// Where the machine has fast forms of the two parts, trained and faster, the parts use them for long texts (see
/// `postern.crypto.kernel`).
final class ChaCha20Poly1305 implements Aead {
    private static final KernelSwitch SWITCH = new KernelSwitch(
            "ChaCha20-Poly1305",
            () -> new RecordWorkout(plain(workoutKey())),
            source -> new RecordWorkout(new ChaCha20Poly1305(workoutKey(), source)));

    private final KernelSwitch decision;
    private boolean fast;
    private final ChaCha20 cipher;
    private final Poly1305 authenticator = new Poly1305();
    private final byte[] oneTimeKey = new byte[Poly1305.KEY_LENGTH];
    private final byte[] zeros = new byte[Poly1305.KEY_LENGTH];
    private final byte[] lengths = new byte[16];
    private final byte[] tag = new byte[Poly1305.TAG_LENGTH];
    private final Span zerosWindow = Span.of(zeros);
    private final Span oneTimeKeyWindow = Span.of(oneTimeKey);
    private final Span from = Span.of(zeros);
    private final Span to = Span.of(zeros);

    /// The algorithm under a key of 32 octets, which stays the caller's and may be closed at once.
    ChaCha20Poly1305(Secret key) {
        this(key, SWITCH);
    }

    /// The algorithm that leaves to a switch whether it uses the fast forms.
    private ChaCha20Poly1305(Secret key, KernelSwitch decision) {
        this.cipher = new ChaCha20(key);
        this.decision = decision;
    }

    /// The algorithm that uses the fast forms of a source from the start.
    ChaCha20Poly1305(Secret key, KernelSource source) {
        this(key, KernelSwitch.ready());
        use(source);
    }

    /// The algorithm that never uses a fast form.
    static ChaCha20Poly1305 plain(Secret key) {
        return new ChaCha20Poly1305(key, KernelSwitch.rejected());
    }

    private static Secret workoutKey() {
        return Secret.zeros(ChaCha20.KEY_LENGTH);
    }

    private void use(KernelSource source) {
        fast = true;
        cipher.use(source.chaCha());
        authenticator.use(source.poly1305());
    }

    @Override
    public int nonceLength() {
        return ChaCha20.NONCE_LENGTH;
    }

    @Override
    public int tagLength() {
        return Poly1305.TAG_LENGTH;
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed) {
        Windows.check(this, nonce, plaintext, sealed);
        begin(nonce, plaintext.length());
        to.set(sealed.array(), sealed.offset(), plaintext.length());
        cipher.crypt(plaintext, to);
        computeTag(aad, to);
        System.arraycopy(tag, 0, sealed.array(), sealed.offset() + plaintext.length(), tag.length);
    }

    @Override
    public boolean open(byte[] nonce, byte[] aad, Span sealed, Span plaintext) {
        Windows.check(this, nonce, plaintext, sealed);
        begin(nonce, plaintext.length());
        from.set(sealed.array(), sealed.offset(), plaintext.length());
        computeTag(aad, from);
        int tagAt = sealed.offset() + plaintext.length();
        int right = ConstantTime.equalMask(tag, 0, sealed.array(), tagAt, tag.length);
        Arrays.fill(tag, (byte) 0);
        // The answer is told to the peer: a wrong tag ends the connection.
        if (!ConstantTime.declassify(right)) {
            return false;
        }
        cipher.crypt(from, plaintext);
        return true;
    }

    /// §2.6: the one-time key from block 0; block 1 comes next.
    private void begin(byte[] nonce, int length) {
        if (!fast && decision.takesFast(length)) {
            use(Kernels.source());
        }
        cipher.begin(nonce, 0);
        cipher.crypt(zerosWindow, oneTimeKeyWindow);
        authenticator.begin(oneTimeKey);
        Arrays.fill(oneTimeKey, (byte) 0);
    }

    private void computeTag(byte[] aad, Span ciphertext) {
        authenticator.update(aad, 0, aad.length);
        authenticator.pad();
        authenticator.update(ciphertext.array(), ciphertext.offset(), ciphertext.length());
        authenticator.pad();
        Endian.putLongLe(lengths, 0, aad.length);
        Endian.putLongLe(lengths, 8, ciphertext.length());
        authenticator.update(lengths, 0, lengths.length);
        authenticator.tagInto(tag, 0);
    }

    @Override
    public void close() {
        cipher.close();
        authenticator.wipe();
        Arrays.fill(oneTimeKey, (byte) 0);
        Arrays.fill(tag, (byte) 0);
    }
}
