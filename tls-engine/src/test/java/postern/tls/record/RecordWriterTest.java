package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;

/// Framing alone, in clear.
class RecordWriterTest {
    @Test
    void onlyTheFirstClientHelloSaysVersionOne() {
        var client = RecordWriter.ofClient();
        client.write(ContentType.HANDSHAKE, Bytes.of(1));
        assertEquals("160301000101", client.drain().toHex());
        client.write(ContentType.HANDSHAKE, Bytes.of(1));
        assertEquals("160303000101", client.drain().toHex());

        var server = RecordWriter.ofServer();
        server.write(ContentType.ALERT, Bytes.of(2, 40));
        assertEquals("15030300020228", server.drain().toHex());
    }

    @Test
    void handshakeMessagesShareARecordUntilAnotherTypeComes() {
        var writer = RecordWriter.ofServer();
        writer.write(ContentType.HANDSHAKE, Bytes.of(1));
        writer.write(ContentType.HANDSHAKE, Bytes.of(2, 3));
        writer.write(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1));
        writer.write(ContentType.HANDSHAKE, Bytes.of(4));
        assertEquals(Bytes.fromHex("16 0303 0003 010203  14 0303 0001 01  16 0303 0001 04"), writer.drain());
    }

    @Test
    void handshakeMessagesOfTwoKeysShareNoRecord() {
        var writer = RecordWriter.ofServer();
        writer.write(ContentType.HANDSHAKE, Bytes.of(1));
        writer.protectWith(Plaintext.usual());
        writer.write(ContentType.HANDSHAKE, Bytes.of(2));
        assertEquals(Bytes.fromHex("16 0303 0001 01  16 0303 0001 02"), writer.drain());
    }

    @Test
    void drainingEmptiesAndNothingMakesNoRecord() {
        var writer = RecordWriter.ofServer();
        assertFalse(writer.hasOutput());
        writer.write(ContentType.ALERT, Bytes.EMPTY);
        writer.write(ContentType.HANDSHAKE, Bytes.EMPTY);
        assertFalse(writer.hasOutput());
        writer.write(ContentType.HANDSHAKE, Bytes.of(7));
        assertTrue(writer.hasOutput());
        assertEquals(6, writer.drain().length());
        assertEquals(Bytes.EMPTY, writer.drain());
    }

    @Property(tries = 50)
    void whatIsWrittenIsRead(@ForAll @IntRange(min = 0, max = 3 * (1 << 14) + 2) int length) {
        var content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31);
        }
        var writer = RecordWriter.ofServer();
        writer.write(ContentType.HANDSHAKE, Bytes.copyOf(content));
        var records = writer.drain().toArray();
        assertEquals(length + 5 * ((length + (1 << 14) - 1) >> 14), records.length);

        var reader = new RecordReader();
        reader.supply(records, 0, records.length);
        var read = new ByteArrayOutputStream();
        while (reader.next()) {
            read.write(
                    reader.content().array(),
                    reader.content().offset(),
                    reader.content().length());
        }
        assertEquals(Bytes.copyOf(content), Bytes.copyOf(read.toByteArray()));
    }
}
