package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static postern.tls.record.ProtectionTest.content;
import static postern.tls.record.ProtectionTest.read;
import static postern.tls.record.ProtectionTest.reader;
import static postern.tls.record.ProtectionTest.refuses;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.record.ProtectionTest.Construction;
import postern.tls.schedule.MacOrder;

/// CBC records that the JDK's ciphers make by hand, with every padding there can be, right and wrong.
class CbcPaddingTest {
    private static final int BLOCK = 16;
    private static final int MAC = 20;

    @ParameterizedTest
    @EnumSource
    void everyPaddingOpens(MacOrder order) throws GeneralSecurityException {
        for (int length = 0; length < 40; length++) {
            for (int padding = smallest(order, length); padding < 256; padding += BLOCK) {
                var record = record(order, content(length), padded(padding));
                assertEquals(List.of("APPLICATION_DATA " + content(length)), read(reader(made(order)), record));
            }
        }
    }

    /// One octet of the padding differs from the last, each in turn.
    @ParameterizedTest
    @EnumSource
    void everyWrongOctetOfThePaddingIsRefused(MacOrder order) throws GeneralSecurityException {
        for (int padding = smallest(order, 5); padding < 256; padding += BLOCK) {
            for (int i = 0; i < padding; i++) {
                var octets = padded(padding);
                octets[i] ^= (byte) 0x80;
                var record = record(order, content(5), octets);
                refuses(Violation.RECORD_MAC, () -> read(reader(made(order)), record));
            }
        }
    }

    /// A last octet that says there is more padding than there is record, or so much that no MAC is left.
    @ParameterizedTest
    @EnumSource
    void aPaddingThatIsTooLongIsRefused(MacOrder order) throws GeneralSecurityException {
        int real = smallest(order, 0);
        int total = (order == MacOrder.ENCRYPT_THEN_MAC ? 0 : MAC) + real + 1;
        for (int claimed = real + 1; claimed < 256; claimed++) {
            var octets = new byte[real + 1];
            Arrays.fill(octets, (byte) claimed);
            var record = record(order, Bytes.EMPTY, octets);
            refuses(Violation.RECORD_MAC, () -> read(reader(made(order)), record));
        }
        assertEquals(0, total % BLOCK);
    }

    private static int smallest(MacOrder order, int length) {
        int before = length + (order == MacOrder.MAC_THEN_ENCRYPT ? MAC : 0);
        return BLOCK - 1 - before % BLOCK;
    }

    private static byte[] padded(int padding) {
        var octets = new byte[padding + 1];
        Arrays.fill(octets, (byte) padding);
        return octets;
    }

    private static Construction made(MacOrder order) {
        return new Construction(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, ProtocolVersion.TLS12, order);
    }

    private static Bytes record(MacOrder order, Bytes content, byte[] padding) throws GeneralSecurityException {
        var iv = content(BLOCK);
        Bytes fragment;
        if (order == MacOrder.MAC_THEN_ENCRYPT) {
            fragment = iv.concat(encrypt(Bytes.concat(content, mac(content), Bytes.copyOf(padding))));
        } else {
            var ciphertext = iv.concat(encrypt(Bytes.concat(content, Bytes.copyOf(padding))));
            fragment = ciphertext.concat(mac(ciphertext));
        }
        return Bytes.of(23, 3, 3, fragment.length() >> 8, fragment.length() & 0xff)
                .concat(fragment);
    }

    private static Bytes encrypt(Bytes plaintext) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(content(16).toArray(), "AES"),
                new IvParameterSpec(content(BLOCK).toArray()));
        return Bytes.adopt(cipher.doFinal(plaintext.toArray()));
    }

    private static Bytes mac(Bytes fragment) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(content(MAC).toArray(), "HmacSHA1"));
        mac.update(new byte[8]);
        mac.update(new byte[] {23, 3, 3, (byte) (fragment.length() >> 8), (byte) fragment.length()});
        return Bytes.adopt(mac.doFinal(fragment.toArray()));
    }
}
