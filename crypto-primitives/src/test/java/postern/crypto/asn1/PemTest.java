package postern.crypto.asn1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// PEM against the JDK's Base64, and the layouts that files come in.
class PemTest {
    @Property
    void everyBlockIsReadBack(@ForAll @Size(max = 200) byte[] octets) {
        var pem = new Pem("CERTIFICATE", Bytes.copyOf(octets));
        assertEquals(List.of(pem), Pem.parseAll(pem.encode()));
    }

    @Property
    void digitsAreThoseOfTheJdk(@ForAll @Size(max = 200) byte[] octets) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        var expected = "-----BEGIN X-----\n" + lines + (lines.isEmpty() ? "" : "\n") + "-----END X-----\n";
        assertEquals(expected, new Pem("X", Bytes.copyOf(octets)).encode());
        try (var secret = Secret.copyOf(octets);
                var file = SecretPem.encode("X", secret)) {
            assertEquals(expected, new String(file.expose(), StandardCharsets.US_ASCII));
        }
    }

    @Property
    void everyOctetIsADigitForUsIfItIsOneForTheJdk(@ForAll byte digit) {
        var text = new byte[] {'A', digit, 'A', 'A'};
        boolean known = true;
        try {
            assertArrayEquals(
                    Base64.getDecoder().decode(text), postern.crypto.asn1.Base64.decode(text, 0, text.length));
        } catch (IllegalArgumentException e) {
            known = e instanceof DerException;
        }
        if (!known && !Character.isWhitespace(digit)) {
            assertThrows(DerException.class, () -> postern.crypto.asn1.Base64.decode(text, 0, text.length));
        }
    }

    @Test
    void blocksAreFoundBetweenOtherTextWithAnyLineEndsAndTrailingSpaces() {
        var text = """
                subject=CN = example
                -----BEGIN A-----\r
                AQI=  \r
                -----END A-----\r
                words
                -----BEGIN B-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00

                AQID
                -----END B-----
                -----BEGIN C-----

                A Q
                ID
                -----END C-----""";
        assertEquals(
                List.of(
                        new Pem("A", Bytes.of(1, 2)),
                        new Pem("B", List.of("Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,00"), Bytes.of(1, 2, 3)),
                        new Pem("C", Bytes.of(1, 2, 3))),
                Pem.parseAll(text));
    }

    @Test
    void headersAreReadBack() {
        var pem = new Pem("K", List.of("Proc-Type: 4,ENCRYPTED"), Bytes.of(1));
        assertEquals(List.of(pem), Pem.parseAll(pem.encode()));
    }

    @Test
    void aTextWithoutBlocksHasNone() {
        assertTrue(Pem.parseAll("").isEmpty());
        assertTrue(Pem.parseAll("hello\n").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN A-----\nAQI=\n",
                "-----BEGIN A-----\nAQI=\n-----END B-----\n",
                "-----BEGIN A-----\n-----BEGIN A-----\nAQI=\n-----END A-----\n",
                "-----BEGIN A----\nAQI=\n-----END A-----\n",
                "-----BEGIN A-----\nAQI\n-----END A-----\n",
                "-----BEGIN A-----\nAQJ=\n-----END A-----\n",
                "-----BEGIN A-----\nAQ==AQ==\n-----END A-----\n",
                "-----BEGIN A-----\nA===\n-----END A-----\n",
                "-----BEGIN A-----\n====\n-----END A-----\n",
                "-----BEGIN A-----\nAQI*\n-----END A-----\n",
                "-----BEGIN A-----\nAQI\u00e9\n-----END A-----\n",
            })
    void tornBlocksAndStrayDigitsAreRefused(String text) {
        assertThrows(DerException.class, () -> Pem.parseAll(text));
    }

    @Test
    void secretsAreReadLikeOthersAndNotPrinted() {
        try (var file = Secret.ofPublic(Bytes.utf8("-----BEGIN K-----\nAQID\n-----END K-----\n"))) {
            var pem = SecretPem.parseAll(file).getFirst();
            assertEquals("K", pem.label());
            assertArrayEquals(new byte[] {1, 2, 3}, pem.der().expose());
            assertFalse(pem.toString().contains("010203"));
            pem.close();
        }
        assertEquals("Pem[K, 3 octets]", new Pem("K", Bytes.of(1, 2, 3)).toString());
    }
}
