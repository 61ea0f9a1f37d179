package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
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

/// RC4 against RFC 6229 and the JDK's.
class Rc4Test {
    static Stream<Vector> vectors() {
        return VectorFile.read("cipher/rc4.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc6229(Vector vector) {
        try (var cipher = new Rc4(Secret.adopt(vector.octets("key")))) {
            var keystream = Span.of(new byte[4128]);
            cipher.crypt(keystream, keystream);
            assertEquals(
                    Bytes.adopt(vector.octets("first")), keystream.toBytes().slice(0, 32));
            assertEquals(
                    Bytes.adopt(vector.octets("at4096")), keystream.toBytes().slice(4096, 32));
        }
    }

    @Property
    void agreesWithTheJdkInPieces(
            @ForAll @IntRange(min = 5, max = 128) int keyLength,
            @ForAll @IntRange(max = 600) int length,
            @ForAll Random random)
            throws GeneralSecurityException {
        var key = new byte[keyLength];
        var plain = new byte[length];
        random.nextBytes(key);
        random.nextBytes(plain);
        var jdk = Cipher.getInstance("ARCFOUR");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ARCFOUR"));
        var expected = Bytes.adopt(jdk.doFinal(plain));
        try (var cipher = new Rc4(Secret.adopt(key))) {
            for (int at = 0; at < length; ) {
                int piece = 1 + random.nextInt(length - at);
                var window = new Span(plain, at, piece);
                cipher.crypt(window, window);
                at += piece;
            }
        }
        assertEquals(expected, Bytes.adopt(plain));
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Rc4(Secret.zeros(0)));
        assertThrows(IllegalArgumentException.class, () -> new Rc4(Secret.zeros(257)));
        var cipher = new Rc4(Secret.zeros(16));
        var two = Span.of(new byte[2]);
        var three = Span.of(new byte[3]);
        assertThrows(IllegalArgumentException.class, () -> cipher.crypt(two, three));
    }
}
