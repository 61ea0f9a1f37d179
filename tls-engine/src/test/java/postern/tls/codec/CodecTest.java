package postern.tls.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

class CodecTest {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(
            @ForAll @IntRange(max = 0xffffff) int number,
            @ForAll @LongRange(max = 0xffffffffL) long big,
            @ForAll @Size(max = 250) byte[] octets) {
        var opaque = Bytes.copyOf(octets);
        var written = new TlsWriter()
                .uint8(number & 0xff)
                .uint16(number & 0xffff)
                .uint24(number)
                .uint32(big)
                .opaque8(opaque)
                .opaque16(opaque)
                .opaque24(opaque)
                .vector8(inner -> inner.uint8(1))
                .vector24(inner -> inner.all(List.of(1, 2), TlsWriter::uint16))
                .bytes(opaque)
                .toBytes();
        var in = new TlsReader(written);
        assertEquals(number & 0xff, in.uint8());
        assertEquals(number & 0xffff, in.uint16());
        assertEquals(number, in.uint24());
        assertEquals(big, in.uint32());
        assertEquals(opaque, in.opaque8());
        assertEquals(opaque, in.opaque16());
        assertEquals(opaque, in.opaque24());
        assertEquals(List.of(1), in.vector8().all(TlsReader::uint8));
        assertEquals(List.of(1, 2), in.vector24().all(TlsReader::uint16));
        assertEquals(opaque, in.rest());
        in.end();
    }

    @Test
    void aFieldPastTheEndIsRefusedWithItsOffset() {
        var in = new TlsReader(Bytes.fromHex("0003 aabb"));
        assertEquals("0003", in.bytes(2).toHex());
        var refusal = assertThrows(TlsException.class, () -> in.bytes(3));
        assertEquals(Violation.TRUNCATED_FIELD, refusal.violation());
        assertTrue(refusal.getMessage().contains("3 octets wanted at octet 2, 2 are left"), refusal.getMessage());
    }

    @Test
    void offsetsAreThoseOfTheOutermostReader() {
        var in = new TlsReader(Bytes.fromHex("ff 0003 aabbcc"));
        in.uint8();
        var inner = in.vector16();
        inner.uint16();
        var refusal = assertThrows(TlsException.class, inner::uint16);
        assertTrue(refusal.getMessage().contains("at octet 5, 1 are left"), refusal.getMessage());
    }

    @Test
    void leftoverOctetsAreRefused() {
        var in = new TlsReader(Bytes.fromHex("0102"));
        in.uint8();
        assertEquals(
                Violation.TRAILING_OCTETS,
                assertThrows(TlsException.class, in::end).violation());
    }

    @Test
    void vectorsOutsideTheirRangeAreRefused() {
        var empty = Bytes.fromHex("000000");
        assertOutOfRange(() -> new TlsReader(empty).opaque8(1, 255));
        assertOutOfRange(() -> new TlsReader(empty).opaque16(1));
        assertOutOfRange(() -> new TlsReader(empty).opaque24(1));
        assertOutOfRange(() -> new TlsReader(empty).vector8(1));
        assertOutOfRange(() -> new TlsReader(empty).vector16(2));
        assertOutOfRange(() -> new TlsReader(Bytes.fromHex("0200 00")).opaque8(0, 1));
    }

    private static void assertOutOfRange(org.junit.jupiter.api.function.Executable read) {
        assertEquals(
                Violation.VECTOR_LENGTH, assertThrows(TlsException.class, read).violation());
    }

    @Test
    void anElementThatRunsOutOfItsVectorIsRefused() {
        var odd = new TlsReader(Bytes.fromHex("0003 aabbcc"));
        assertThrows(TlsException.class, () -> odd.vector16().all(TlsReader::uint16));
    }

    @Test
    void aValueThatDoesNotFitIsOurMistake() {
        assertThrows(IllegalArgumentException.class, () -> new TlsWriter().uint8(256));
        assertThrows(IllegalArgumentException.class, () -> new TlsWriter().uint16(-1));
        assertThrows(IllegalArgumentException.class, () -> new TlsWriter().opaque8(Bytes.adopt(new byte[256])));
    }
}
