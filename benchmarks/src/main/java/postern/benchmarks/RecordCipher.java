package postern.benchmarks;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import postern.crypto.aead.Aead;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;

/// One contender's way to seal and open a record. The key is public: it is a benchmark.
abstract class RecordCipher {
    /// The nonce of the record that is opened.
    static final byte[] FIRST_NONCE = new byte[12];

    /// Before [#of] has chosen.
    static final RecordCipher NONE = new RecordCipher() {
        @Override
        void seal(byte[] nonce, byte[] plaintext, byte[] sealed) {
            throw new IllegalStateException("no contender was chosen");
        }

        @Override
        void open(byte[] nonce, byte[] sealed, byte[] plaintext) {
            throw new IllegalStateException("no contender was chosen");
        }
    };

    /// application_data, TLS 1.2's version, length 16401: what RFC 9846 §5.2 authenticates.
    private static final byte[] HEADER = {23, 3, 3, 0x40, 0x11};

    private static final int TAG_BITS = 128;

    private final byte[] nonce = new byte[12];
    private long sequence;

    abstract void seal(byte[] nonce, byte[] plaintext, byte[] sealed);

    abstract void open(byte[] nonce, byte[] sealed, byte[] plaintext);

    /// A nonce that was not used before.
    byte[] nextNonce() {
        sequence++;
        Endian.putLongBe(nonce, 4, sequence);
        return nonce;
    }

    static RecordCipher of(Contender contender, AeadAlgorithm algorithm) {
        var key = new byte[algorithm.keyLength()];
        return switch (contender) {
            case POSTERN -> new Postern(algorithm.withKey(Secret.copyOf(key)));
            case JDK -> new Jdk(algorithm, key);
            case BOUNCY_CASTLE -> new BouncyCastle(algorithm, key);
        };
    }

    private static final class Postern extends RecordCipher {
        private final Aead aead;
        private final Span in = Span.of(new byte[0]);
        private final Span out = Span.of(new byte[0]);

        Postern(Aead aead) {
            this.aead = aead;
        }

        @Override
        void seal(byte[] nonce, byte[] plaintext, byte[] sealed) {
            aead.seal(nonce, HEADER, in.set(plaintext, 0, plaintext.length), out.set(sealed, 0, sealed.length));
        }

        @Override
        void open(byte[] nonce, byte[] sealed, byte[] plaintext) {
            if (!aead.open(nonce, HEADER, in.set(sealed, 0, sealed.length), out.set(plaintext, 0, plaintext.length))) {
                throw new IllegalStateException("the record does not open");
            }
        }
    }

    private static final class Jdk extends RecordCipher {
        private final boolean gcm;
        private final SecretKeySpec key;
        private final Cipher sealing;
        private final Cipher opening;

        Jdk(AeadAlgorithm algorithm, byte[] key) {
            gcm = algorithm != AeadAlgorithm.CHACHA20_POLY1305;
            this.key = new SecretKeySpec(key, gcm ? "AES" : "ChaCha20");
            try {
                var transformation = gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305";
                sealing = Cipher.getInstance(transformation);
                opening = Cipher.getInstance(transformation);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void seal(byte[] nonce, byte[] plaintext, byte[] sealed) {
            run(sealing, Cipher.ENCRYPT_MODE, nonce, plaintext, sealed);
        }

        @Override
        void open(byte[] nonce, byte[] sealed, byte[] plaintext) {
            run(opening, Cipher.DECRYPT_MODE, nonce, sealed, plaintext);
        }

        private void run(Cipher cipher, int mode, byte[] nonce, byte[] in, byte[] out) {
            try {
                cipher.init(mode, key, gcm ? new GCMParameterSpec(TAG_BITS, nonce) : new IvParameterSpec(nonce));
                cipher.updateAAD(HEADER);
                cipher.doFinal(in, 0, in.length, out, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class BouncyCastle extends RecordCipher {
        private final AEADCipher cipher;
        private final KeyParameter key;

        BouncyCastle(AeadAlgorithm algorithm, byte[] key) {
            cipher = algorithm == AeadAlgorithm.CHACHA20_POLY1305
                    ? new ChaCha20Poly1305()
                    : GCMBlockCipher.newInstance(AESEngine.newInstance());
            this.key = new KeyParameter(key);
        }

        @Override
        void seal(byte[] nonce, byte[] plaintext, byte[] sealed) {
            run(true, nonce, plaintext, sealed);
        }

        @Override
        void open(byte[] nonce, byte[] sealed, byte[] plaintext) {
            run(false, nonce, sealed, plaintext);
        }

        private void run(boolean sealing, byte[] nonce, byte[] in, byte[] out) {
            cipher.init(sealing, new AEADParameters(key, TAG_BITS, nonce, HEADER));
            int written = cipher.processBytes(in, 0, in.length, out, 0);
            try {
                cipher.doFinal(out, written);
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
