package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
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

/// ChaCha20 against RFC 8439 and the JDK's.
class ChaCha20Test {
    static Stream<Vector> vectors() {
        return VectorFile.read("cipher/chacha20.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc8439(Vector vector) {
        try (var cipher = new ChaCha20(Secret.adopt(vector.octets("key")))) {
            cipher.begin(vector.octets("nonce"), vector.number("counter"));
            var text = Span.of(vector.octets("plaintext"));
            cipher.crypt(text, text);
            assertArrayEquals(vector.octets("ciphertext"), text.array());
        }
    }

    @Property
    void agreesWithTheJdk(
            @ForAll @IntRange(max = 300) int length, @ForAll @IntRange(max = 9) int offset, @ForAll Random random)
            throws GeneralSecurityException {
        var key = new byte[32];
        var nonce = new byte[12];
        var plain = new byte[length];
        random.nextBytes(key);
        random.nextBytes(nonce);
        random.nextBytes(plain);
        int counter = random.nextInt(1000);
        var jdk = Cipher.getInstance("ChaCha20");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new ChaCha20ParameterSpec(nonce, counter));
        var expected = Bytes.adopt(jdk.doFinal(plain));
        try (var cipher = new ChaCha20(Secret.copyOf(key))) {
            var window = new Span(new byte[offset + length + 3], offset, length);
            cipher.begin(nonce, counter);
            cipher.crypt(Span.of(plain), window);
            assertEquals(expected, window.toBytes());
            cipher.begin(nonce, counter);
            cipher.crypt(window, window);
            assertEquals(Bytes.copyOf(plain), window.toBytes());
        }
    }

    @Test
    void wholeBlocksContinueTheKeystream() {
        var cipher = new ChaCha20(Secret.zeros(32));
        var atOnce = Span.of(new byte[192]);
        cipher.begin(new byte[12], 1);
        cipher.crypt(atOnce, atOnce);
        var piecewise = new byte[192];
        cipher.begin(new byte[12], 1);
        for (int at = 0; at < 192; at += 64) {
            var piece = new Span(piecewise, at, 64);
            cipher.crypt(piece, piece);
        }
        assertArrayEquals(atOnce.array(), piecewise);
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ChaCha20(Secret.zeros(31)));
        var cipher = new ChaCha20(Secret.zeros(32));
        assertThrows(IllegalArgumentException.class, () -> cipher.begin(new byte[8], 0));
        var two = Span.of(new byte[2]);
        var three = Span.of(new byte[3]);
        assertThrows(IllegalArgumentException.class, () -> cipher.crypt(two, three));
    }
}
