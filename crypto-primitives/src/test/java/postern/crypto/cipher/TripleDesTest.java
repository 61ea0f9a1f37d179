package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// Triple DES against SP 800-67 and the JDK's, which also tells whether tables were copied wrongly.
class TripleDesTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("cipher/triple_des.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sp800x67(Vector vector) {
        try (var cipher = new TripleDes(Secret.adopt(vector.octets("key")))) {
            var text = Span.of(vector.octets("plaintext"));
            cipher.encrypt(text, text);
            assertArrayEquals(vector.octets("ciphertext"), text.array());
            cipher.decrypt(text, text);
            assertArrayEquals(vector.octets("plaintext"), text.array());
        }
    }

    @Property
    void agreesWithTheJdkInCbcMode(@ForAll @IntRange(max = 40) int blocks, @ForAll Random random)
            throws GeneralSecurityException {
        var key = new byte[24];
        var iv = new byte[8];
        var plain = new byte[8 * blocks];
        random.nextBytes(key);
        random.nextBytes(iv);
        random.nextBytes(plain);
        var jdk = Cipher.getInstance("DESede/CBC/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DESede"), new IvParameterSpec(iv));
        var expected = jdk.doFinal(plain);
        try (var cipher = new TripleDes(Secret.adopt(key))) {
            var mode = new CbcMode(cipher);
            var out = Span.of(new byte[plain.length]);
            mode.encrypt(iv.clone(), Span.of(plain), out);
            assertArrayEquals(expected, out.array());
            mode.decrypt(iv, out, out);
            assertArrayEquals(plain, out.array());
        }
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TripleDes(Secret.zeros(16)));
        var cipher = new TripleDes(Secret.zeros(24));
        var part = Span.of(new byte[12]);
        assertThrows(IllegalArgumentException.class, () -> cipher.encrypt(part, part));
        assertThrows(IllegalArgumentException.class, () -> new CounterMode(cipher));
    }
}
