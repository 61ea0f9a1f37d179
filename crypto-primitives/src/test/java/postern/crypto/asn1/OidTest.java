package postern.crypto.asn1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;

class OidTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.840.113549, 06062a864886f70d",
        "2.100.3, 0603813403",
        "2.5.29.15, 0603551d0f",
        "0.0, 060100",
        "2.47, 06017f",
        "2.48, 06028100",
        "2.25.340282366920938463463374607431768211455, 061469" + "83ffffffffffffffffffffffffffffffffff7f",
    })
    void knownIdentifiers(String dotted, String hex) {
        assertEquals(hex, DerWriter.write(w -> w.oid(new Oid(dotted))).toHex());
        assertEquals(dotted, new DerReader(Bytes.fromHex(hex)).oid().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "3.1",
                "1.40",
                "1.2.",
                ".1.2",
                "1..2",
                "1.02",
                "1.2.x",
                "-1.2",
                "2.25.340282366920938463463374607431768211456"
            })
    void whatIsNoIdentifierIsRefused(String dotted) {
        assertThrows(DerException.class, () -> new Oid(dotted));
    }

    @Property
    void everyIdentifierIsReadBack(
            @ForAll @IntRange(max = 2) int first,
            @ForAll @IntRange(max = 39) int second,
            @ForAll @Size(max = 8)
                    List<@BigRange(min = "0", max = "340282366920938463463374607431768211455") BigInteger> rest) {
        var dotted = new StringBuilder(first + "." + second);
        rest.forEach(arc -> dotted.append('.').append(arc));
        var oid = new Oid(dotted.toString());
        assertEquals(oid, new DerReader(DerWriter.write(w -> w.oid(oid))).oid());
    }

    @Property
    void contentsAreRefusedOrWrittenBackAsTheyStood(@ForAll @Size(max = 24) byte[] contents) {
        var der = DerWriter.write(w -> w.element(DerTag.OID, Bytes.copyOf(contents)));
        try {
            assertEquals(der, DerWriter.write(w -> w.oid(new DerReader(der).oid())));
        } catch (DerException refused) {
            assertTrue(refused.toString().contains("OBJECT IDENTIFIER"));
        }
    }

    /// A certificate of a megabyte may hold nothing but one identifier; it must not overflow the stack.
    @Test
    void anIdentifierOfAMillionArcsIsRead() {
        var contents = new byte[1_000_000];
        Arrays.fill(contents, (byte) 1);
        contents[0] = 0x2a;
        var oid = new DerReader(DerWriter.write(w -> w.element(DerTag.OID, Bytes.adopt(contents)))).oid();
        assertEquals("1.2" + ".1".repeat(contents.length - 1), oid.dotted());
    }
}
