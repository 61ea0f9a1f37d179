package postern.benchmarks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.CbcMode;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;

/// One contender's way to a record of AES-128-CBC with HMAC-SHA-256: text and MAC, enciphered together. The
/// keys and the IV are public: it is a benchmark.
abstract class CbcHmacCipher {
    /// Octets of the MAC behind the text.
    static final int MAC_LENGTH = 32;

    /// Before [#of] has chosen.
    static final CbcHmacCipher NONE = new CbcHmacCipher() {
        @Override
        void mac(byte[] text, int length) {
            throw new IllegalStateException("no contender was chosen");
        }

        @Override
        void encrypt(byte[] in, byte[] out) {
            throw new IllegalStateException("no contender was chosen");
        }

        @Override
        void decrypt(byte[] in, byte[] out) {
            throw new IllegalStateException("no contender was chosen");
        }
    };

    /// Sequence number, type, version and length, which the MAC covers (RFC 5246 §6.2.3.1).
    private static final byte[] HEADER = {0, 0, 0, 0, 0, 0, 0, 1, 23, 3, 3, 0x40, 0};

    private static final byte[] AES_KEY = new byte[16];
    private static final byte[] MAC_KEY = new byte[MAC_LENGTH];
    private static final byte[] IV = new byte[16];

    /// Where [#mac] leaves the MAC.
    final byte[] mac = new byte[MAC_LENGTH];

    /// The MAC of header and text.
    abstract void mac(byte[] text, int length);

    abstract void encrypt(byte[] in, byte[] out);

    abstract void decrypt(byte[] in, byte[] out);

    /// Puts the MAC at the end of the text, whose last octets it replaces, and enciphers both.
    void seal(byte[] text, byte[] sealed) {
        int length = text.length - MAC_LENGTH;
        mac(text, length);
        System.arraycopy(mac, 0, text, length, MAC_LENGTH);
        encrypt(text, sealed);
    }

    /// Deciphers, and verifies the MAC.
    void open(byte[] sealed, byte[] text) {
        decrypt(sealed, text);
        int length = text.length - MAC_LENGTH;
        mac(text, length);
        var received = new byte[MAC_LENGTH];
        System.arraycopy(text, length, received, 0, MAC_LENGTH);
        if (!MessageDigest.isEqual(mac, received)) {
            throw new IllegalStateException("the record does not open");
        }
    }

    static CbcHmacCipher of(Contender contender) {
        return switch (contender) {
            case POSTERN -> new Postern();
            case JDK -> new Jdk();
            case BOUNCY_CASTLE -> new BouncyCastle();
        };
    }

    private static final class Postern extends CbcHmacCipher {
        private final Hmac hmac = new Hmac(HashAlgorithm.SHA256, Secret.copyOf(MAC_KEY));
        private final CbcMode cbc = new CbcMode(new Aes(Secret.copyOf(AES_KEY)));
        private final byte[] iv = new byte[16];
        private final Span from = Span.of(new byte[0]);
        private final Span to = Span.of(new byte[0]);

        @Override
        void mac(byte[] text, int length) {
            hmac.update(HEADER, 0, HEADER.length);
            hmac.update(text, 0, length);
            hmac.macInto(mac, 0);
        }

        @Override
        void encrypt(byte[] in, byte[] out) {
            System.arraycopy(IV, 0, iv, 0, IV.length);
            cbc.encrypt(iv, from.set(in, 0, in.length), to.set(out, 0, out.length));
        }

        @Override
        void decrypt(byte[] in, byte[] out) {
            System.arraycopy(IV, 0, iv, 0, IV.length);
            cbc.decrypt(iv, from.set(in, 0, in.length), to.set(out, 0, out.length));
        }
    }

    private static final class Jdk extends CbcHmacCipher {
        private final SecretKeySpec key = new SecretKeySpec(AES_KEY, "AES");
        private final IvParameterSpec iv = new IvParameterSpec(IV);
        private final Mac hmac;
        private final Cipher cipher;

        Jdk() {
            try {
                hmac = Mac.getInstance("HmacSHA256");
                hmac.init(new SecretKeySpec(MAC_KEY, "HmacSHA256"));
                cipher = Cipher.getInstance("AES/CBC/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void mac(byte[] text, int length) {
            try {
                hmac.update(HEADER);
                hmac.update(text, 0, length);
                hmac.doFinal(mac, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void encrypt(byte[] in, byte[] out) {
            run(Cipher.ENCRYPT_MODE, in, out);
        }

        @Override
        void decrypt(byte[] in, byte[] out) {
            run(Cipher.DECRYPT_MODE, in, out);
        }

        private void run(int mode, byte[] in, byte[] out) {
            try {
                cipher.init(mode, key, iv);
                cipher.doFinal(in, 0, in.length, out, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class BouncyCastle extends CbcHmacCipher {
        private final ParametersWithIV parameters = new ParametersWithIV(new KeyParameter(AES_KEY), IV);
        private final HMac hmac = new HMac(new SHA256Digest());
        private final CBCModeCipher encrypting = CBCBlockCipher.newInstance(AESEngine.newInstance());
        private final CBCModeCipher decrypting = CBCBlockCipher.newInstance(AESEngine.newInstance());

        BouncyCastle() {
            hmac.init(new KeyParameter(MAC_KEY));
            encrypting.init(true, parameters);
            decrypting.init(false, parameters);
        }

        @Override
        void mac(byte[] text, int length) {
            hmac.update(HEADER, 0, HEADER.length);
            hmac.update(text, 0, length);
            hmac.doFinal(mac, 0);
        }

        @Override
        void encrypt(byte[] in, byte[] out) {
            run(encrypting, in, out);
        }

        @Override
        void decrypt(byte[] in, byte[] out) {
            run(decrypting, in, out);
        }

        private static void run(CBCModeCipher cipher, byte[] in, byte[] out) {
            cipher.reset();
            for (int at = 0; at < in.length; at += 16) {
                cipher.processBlock(in, at, out, at);
            }
        }
    }
}
