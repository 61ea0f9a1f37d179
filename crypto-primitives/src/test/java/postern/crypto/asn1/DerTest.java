package postern.crypto.asn1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// One value, one encoding: what the writer writes the reader reads, and every other encoding is refused at its
/// offset.
class DerTest {
    /// Octets, what reads them, and the beginning of the refusal.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    02 00                | integer  | INTEGER without contents at offset 0
                    02 02 00 7f          | integer  | INTEGER with a needless leading octet (X.690 §8.3.2) at offset 0
                    02 02 ff 80          | integer  | INTEGER with a needless leading octet (X.690 §8.3.2) at offset 0
                    02 01 ff             | unsigned | negative INTEGER where none may stand at offset 0
                    02 05 01 00 00 00 00 | small    | number too large, more than 32 bits, at offset 0
                    02 81 01 05          | integer  | length in more octets than needed (X.690 §10.1) at offset 0
                    02 82 00 81 05       | integer  | length in more octets than needed (X.690 §10.1) at offset 0
                    02 80 05 00 00       | integer  | indefinite length (X.690 §10.1) at offset 0
                    02 85 00 00 00 00 01 | integer  | length of 5 octets at offset 0
                    02 84 ff ff ff ff 00 | integer  | INTEGER of 2147483647 octets, of which 1 are there, at offset 0
                    02 02 05             | integer  | INTEGER of 2 octets, of which 1 are there, at offset 0
                    02                   | integer  | the input ends within the length of the element at offset 0
                    04 01 05             | integer  | INTEGER expected, found OCTET STRING at offset 0
                    30 03 02 02 01       | nested   | INTEGER of 2 octets, of which 1 are there, at offset 2
                    30 05 02 01 01 04 00 | nested   | end expected, found OCTET STRING at offset 5
                    30 00                | nested   | INTEGER expected, found the end at offset 2
                    1f 81 01 00          | raw      | tag number above 30, which PKIX never uses, at offset 0
                    01 01 01             | bool     | BOOLEAN is neither 00 nor FF (X.690 §11.1) at offset 0
                    01 02 00 00          | bool     | BOOLEAN is neither 00 nor FF (X.690 §11.1) at offset 0
                    05 01 00             | null     | NULL with contents (X.690 §8.8.2) at offset 0
                    06 00                | oid      | OBJECT IDENTIFIER without contents at offset 2
                    06 02 80 01          | oid      | arc of OBJECT IDENTIFIER with a leading zero (X.690 §8.19.2) at offset 2
                    06 02 2a 86          | oid      | OBJECT IDENTIFIER ends within an arc at offset 3
                    03 00                | bits     | BIT STRING without the count of its unused bits at offset 0
                    03 02 01 02          | bits     | BIT STRING is not made of whole octets at offset 0
                    03 02 08 00          | bits     | BIT STRING with 8 unused bits (X.690 §8.6.2) at offset 0
                    03 01 01             | bits     | BIT STRING with 1 unused bits (X.690 §8.6.2) at offset 0
                    03 02 01 03          | named    | BIT STRING whose unused bits are not zero (X.690 §11.2.1) at offset 0
                    03 02 00 02          | named    | list of named bits ends with a zero bit (X.690 §11.2.2) at offset 0
                    0c 01 ff             | text     | UTF8String with octets outside its character set at offset 0
                    16 01 80             | text     | IA5String with octets outside its character set at offset 0
                    1e 01 41             | text     | BMPString with octets outside its character set at offset 0
                    04 01 41             | text     | a text expected, found OCTET STRING at offset 0
                    17 01 5a             | time     | UTCTime is not of the form YYMMDDHHMMSSZ (RFC 5280 §4.1.2.5.1) at offset 0
                    """)
    void refuses(String hex, String what, String message) {
        var refusal = assertThrows(DerException.class, () -> reading(what).apply(new DerReader(Bytes.fromHex(hex))));
        assertEquals(message, refusal.getMessage());
    }

    private static Function<DerReader, Object> reading(String what) {
        return switch (what) {
            case "integer" -> DerReader::integer;
            case "unsigned" -> DerReader::unsignedInteger;
            case "small" -> DerReader::smallInteger;
            case "raw" -> DerReader::rawElement;
            case "bool" -> DerReader::bool;
            case "oid" -> DerReader::oid;
            case "bits" -> DerReader::bitString;
            case "named" -> DerReader::namedBits;
            case "text" -> DerReader::text;
            case "time" -> DerReader::time;
            case "null" ->
                in -> {
                    in.nullValue();
                    return true;
                };
            case "nested" ->
                in -> {
                    var inner = in.sequence();
                    var value = inner.integer();
                    inner.end();
                    return value;
                };
            default -> throw new IllegalArgumentException(what);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0, 020100",
        "127, 02017f",
        "128, 02020080",
        "256, 02020100",
        "-128, 020180",
        "-129, 0202ff7f",
    })
    void integersOfX690AreWrittenAndRead(int value, String hex) {
        assertEquals(hex, DerWriter.write(w -> w.integer(value)).toHex());
        assertEquals(value, new DerReader(Bytes.fromHex(hex)).smallInteger());
        assertEquals(BigInteger.valueOf(value), new DerReader(Bytes.fromHex(hex)).integer());
    }

    @ParameterizedTest
    @CsvSource({"00, 020100", "0000, 020100", "80, 02020080", "007f, 02017f", "'', 020100"})
    void magnitudesLoseZerosAndGainASign(String magnitude, String hex) {
        assertEquals(
                hex,
                DerWriter.write(w -> w.unsignedInteger(Bytes.fromHex(magnitude)))
                        .toHex());
        try (var secret = Secret.ofPublic(Bytes.fromHex(magnitude))) {
            assertEquals(hex, DerWriter.write(w -> w.secretInteger(secret)).toHex());
        }
    }

    @Test
    void magnitudesAreReadWithoutTheSignOctet() {
        assertEquals(Bytes.of(0x80), new DerReader(Bytes.fromHex("02020080")).unsignedInteger());
        assertEquals(Bytes.of(0), new DerReader(Bytes.fromHex("020100")).unsignedInteger());
    }

    @ParameterizedTest
    @CsvSource({
        "1950-01-01T00:00:00Z, 170d3530303130313030303030305a",
        "2049-12-31T23:59:59Z, 170d3439313233313233353935395a",
        "2050-01-01T00:00:00Z, 180f32303530303130313030303030305a",
        "9999-12-31T23:59:59Z, 180f39393939313233313233353935395a",
        "1949-12-31T23:59:59Z, 180f31393439313233313233353935395a",
    })
    void timesChangeTheirFormAfter2049(Instant time, String hex) {
        assertEquals(hex, DerWriter.write(w -> w.time(time)).toHex());
        assertEquals(time, new DerReader(Bytes.fromHex(hex)).time());
    }

    @Test
    void aDayThatDoesNotExistIsRefused() {
        var der = DerWriter.write(w -> w.element(DerTag.UTC_TIME, Bytes.utf8("250229000000Z")));
        var refusal = assertThrows(DerException.class, () -> new DerReader(der).time());
        assertEquals("no such date: 20250229000000Z at offset 0", refusal.getMessage());
    }

    @Test
    void namedBitsBeginAtTheTopAndEndWithAOne() {
        var bits = new BitSet();
        bits.set(0);
        bits.set(5);
        bits.set(8);
        var der = DerWriter.write(w -> w.namedBits(bits));
        assertEquals("0303078480", der.toHex());
        assertEquals(bits, new DerReader(der).namedBits());
        assertEquals("030100", DerWriter.write(w -> w.namedBits(new BitSet())).toHex());
        assertTrue(new DerReader(Bytes.fromHex("030100")).namedBits().isEmpty());
    }

    @Test
    void textsOfEveryTypeBecomeStrings() {
        var texts = DerWriter.write(w -> w.utf8String("Grüße")
                .printableString("plain")
                .ia5String("a@b")
                .element(DerTag.TELETEX_STRING, Bytes.of('G', 0xfc))
                .element(DerTag.BMP_STRING, Bytes.of(0, 'G', 0, 0xfc))
                .element(DerTag.UNIVERSAL_STRING, Bytes.of(0, 0, 0, 'G')));
        var in = new DerReader(texts);
        assertEquals(
                List.of("Grüße", "plain", "a@b", "Gü", "Gü", "G"),
                List.of(in.text(), in.text(), in.text(), in.text(), in.text(), in.text()));
        assertThrows(DerException.class, () -> new DerWriter().ia5String("ü"));
    }

    @Test
    void aSequenceOfIsReadToItsEnd() {
        var der = DerWriter.write(w -> w.integer(1).integer(2));
        assertEquals(List.of(1, 2), new DerReader(der).all(DerReader::smallInteger));
        assertEquals(List.of(1, 2), new DerReader(der).oneOrMore(DerReader::smallInteger));
        assertEquals(List.of(), new DerReader(Bytes.EMPTY).all(DerReader::smallInteger));
        assertThrows(DerException.class, () -> new DerReader(Bytes.EMPTY).oneOrMore(DerReader::smallInteger));
    }

    @Test
    void lookingAheadTakesNothing() {
        var in = new DerReader(DerWriter.write(w -> w.integer(1).integer(2)));
        in.smallInteger();
        var ahead = in.lookAhead();
        assertEquals(3, ahead.offset());
        assertEquals(2, ahead.smallInteger());
        assertEquals(2, in.smallInteger());
        in.end();
        assertThrows(DerException.class, () -> in.element(in.peekTag()));
    }

    @Test
    void setOfIsWrittenInAscendingOrder() {
        var der = DerWriter.write(w -> w.setOf(List.of(Bytes.fromHex("020102"), Bytes.fromHex("020101"))));
        assertEquals("3106020101020102", der.toHex());
    }

    @Test
    void optionalElementsAreTakenOnlyIfTheyAreNext() {
        var in = new DerReader(
                DerWriter.write(w -> w.explicit(1, e -> e.integer(5)).implicit(2, Bytes.of(7))));
        assertTrue(in.optionalExplicit(0).isEmpty());
        assertEquals(5, in.optionalExplicit(1).orElseThrow().smallInteger());
        assertEquals(Bytes.of(7), in.optionalImplicit(2).orElseThrow());
        assertFalse(in.hasMore());
        assertEquals(-1, in.peekTag());
    }

    @Test
    void lengthsOfEveryWidthAreReadBack() {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65535, 65536}) {
            var octets = Bytes.adopt(new byte[length]);
            var der = DerWriter.write(w -> w.sequence(s -> s.octetString(octets)));
            assertEquals(octets, new DerReader(der).sequence().octetString());
        }
    }

    @Test
    void secretsAreReadInPlaceAndGivenOutAsSecrets() {
        try (var number = Secret.ofPublic(Bytes.of(0x81));
                var der = new DerWriter()
                        .sequence(s -> s.secretInteger(number).octetString(number))
                        .toSecret()) {
            var in = DerReader.ofSecret(der).sequence();
            assertEquals(Bytes.of(0x81), Bytes.copyOf(in.secretInteger().expose()));
            assertEquals(Bytes.of(0x81), Bytes.copyOf(in.secretOctetString().expose()));
            in.end();
        }
    }

    @Test
    void aStructureCutAnywhereIsRefused() {
        var whole = sample();
        assertEquals(whole, copy(whole));
        for (int i = 0; i < whole.length(); i++) {
            var prefix = whole.slice(0, i);
            assertThrows(DerException.class, () -> copy(prefix), () -> "prefix " + prefix);
        }
    }

    @Test
    void aStructureWithAnyOctetChangedIsRefusedOrWrittenBackAsItStood() {
        var whole = sample().toArray();
        for (int i = 0; i < whole.length; i++) {
            for (int value = 0; value < 256; value++) {
                var changed = whole.clone();
                changed[i] = (byte) value;
                var der = Bytes.adopt(changed);
                try {
                    assertEquals(der, copy(der));
                } catch (DerException refused) {
                    assertTrue(refused.toString().contains("offset"), refused::toString);
                }
            }
        }
    }

    private static Bytes sample() {
        var bits = new BitSet();
        bits.set(0, 7);
        return DerWriter.write(w -> w.sequence(s -> s.integer(-300)
                .oid(new Oid("1.2.840.10045.2.1"))
                .bitString(Bytes.of(4, 5))
                .namedBits(bits)
                .octetString(Bytes.of(1, 2, 3))
                .boolTrue()
                .nullValue()
                .utf8String("x")
                .time(Instant.parse("2026-01-02T03:04:05Z"))
                .generalizedTime(Instant.parse("2026-01-02T03:04:05Z"))
                .explicit(3, e -> e.enumerated(9))));
    }

    /// Reads the sample's structure and writes it again.
    private static Bytes copy(Bytes der) {
        var in = new DerReader(der);
        var s = in.sequence();
        var out = new DerWriter();
        var fields = List.<Consumer<DerWriter>>of(
                integer(s.integer()),
                oid(s.oid()),
                bits(s.bitString()),
                named(s.namedBits()),
                octets(s.octetString()),
                bool(s.bool()));
        s.nullValue();
        var text = s.rawElement();
        new DerReader(text).text();
        int timeTag = s.peekTag();
        var time = s.time();
        var second = s.element(DerTag.GENERALIZED_TIME);
        var instant = new DerReader(DerWriter.write(w -> w.element(DerTag.GENERALIZED_TIME, second))).time();
        var explicit = s.explicit(3);
        int number = explicit.enumerated();
        explicit.end();
        s.end();
        in.end();
        out.sequence(w -> {
            fields.forEach(field -> field.accept(w));
            w.nullValue().raw(text);
            if (timeTag == DerTag.UTC_TIME) {
                w.time(time);
            } else {
                w.generalizedTime(time);
            }
            w.generalizedTime(instant).explicit(3, e -> e.enumerated(number));
        });
        return out.toBytes();
    }

    private static Consumer<DerWriter> integer(BigInteger value) {
        return w -> w.integer(value);
    }

    private static Consumer<DerWriter> oid(Oid oid) {
        return w -> w.oid(oid);
    }

    private static Consumer<DerWriter> bits(Bytes bits) {
        return w -> w.bitString(bits);
    }

    private static Consumer<DerWriter> named(BitSet bits) {
        return w -> w.namedBits(bits);
    }

    private static Consumer<DerWriter> octets(Bytes octets) {
        return w -> w.octetString(octets);
    }

    private static Consumer<DerWriter> bool(boolean value) {
        return w -> w.element(DerTag.BOOLEAN, Bytes.of(value ? 0xff : 0));
    }
}
