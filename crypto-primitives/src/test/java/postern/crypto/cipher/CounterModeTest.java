package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// Counter mode against SP 800-38A and the JDK's.
class CounterModeTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("cipher/aes_ctr.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sp800x38a(Vector vector) {
        var mode = new CounterMode(new Aes(Secret.adopt(vector.octets("key"))));
        var text = Span.of(vector.octets("plaintext"));
        mode.begin(vector.octets("counter"), text.length());
        mode.crypt(text, text);
        assertArrayEquals(vector.octets("ciphertext"), text.array());
    }

    /// In one go and in pieces, across batches.
    @Property
    void agreesWithTheJdk(@ForAll @IntRange(max = 1600) int length, @ForAll Random random)
            throws GeneralSecurityException {
        var key = new byte[16];
        var first = new byte[16];
        var plain = new byte[length];
        random.nextBytes(key);
        random.nextBytes(first);
        // The JDK counts in all 128 bits, this mode in 32: no carry out of the last four octets.
        first[12] = 0;
        random.nextBytes(plain);
        var jdk = Cipher.getInstance("AES/CTR/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(first));
        var expected = Bytes.adopt(jdk.doFinal(plain));
        var mode = new CounterMode(new Aes(Secret.adopt(key)));
        var out = new byte[length];
        mode.begin(first, length);
        for (int at = 0; at < length; ) {
            int piece = 1 + random.nextInt(length - at);
            mode.crypt(new Span(plain, at, piece), new Span(out, at, piece));
            at += piece;
        }
        assertEquals(expected, Bytes.adopt(out));
    }

    @Test
    void theCounterWrapsInItsLastFourOctets() {
        var aes = new Aes(Secret.zeros(16));
        var mode = new CounterMode(aes);
        var keystream = Span.of(new byte[32]);
        mode.begin(Bytes.fromHex("000102030405060708090a0bffffffff").toArray(), 32);
        mode.crypt(keystream, keystream);
        var second = Span.of(Bytes.fromHex("000102030405060708090a0b00000000").toArray());
        aes.encrypt(second, second);
        assertEquals(second.toBytes(), keystream.toBytes().from(16));
    }

    @Test
    void noMoreKeystreamThanAnnounced() {
        var mode = new CounterMode(new Aes(Secret.zeros(16)));
        mode.begin(new byte[16], 16);
        var text = Span.of(new byte[17]);
        assertThrows(IllegalStateException.class, () -> mode.crypt(text, text));
        mode.begin(new byte[16], 16);
        mode.wipe();
        assertThrows(IllegalStateException.class, () -> mode.crypt(text, text));
    }
}
