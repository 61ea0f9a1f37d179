package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// Framing alone, in clear.
class RecordReaderTest {
    private final RecordReader reader = new RecordReader();

    @Test
    void aRecordComesOutAsItWentIn() {
        assertEquals(List.of("ALERT 0228"), read("15 0303 0002 0228"));
    }

    @Test
    void theMinorVersionIsIgnored() {
        assertEquals(List.of("HANDSHAKE 01", "HANDSHAKE 02"), read("16 0301 0001 01  16 03ff 0001 02"));
    }

    @Property
    void recordsComeOutTheSameHoweverTheyAreCut(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 40) Integer> cuts) {
        var stream = Bytes.fromHex("16 0303 0003 010203  15 0303 0002 0100  14 0303 0001 01  16 0303 0001 04");
        var fresh = new RecordReader();
        var seen = new ArrayList<String>();
        int at = 0;
        for (int cut : cuts) {
            int length = Math.min(cut, stream.length() - at);
            collect(fresh, stream.slice(at, length), seen);
            at += length;
        }
        collect(fresh, stream.from(at), seen);
        assertEquals(List.of("HANDSHAKE 010203", "ALERT 0100", "CHANGE_CIPHER_SPEC 01", "HANDSHAKE 04"), seen);
    }

    @Test
    void everyPrefixOfARecordIsAwaited() {
        var record = Bytes.fromHex("16 0303 0003 010203");
        for (int length = 0; length < record.length(); length++) {
            var fresh = new RecordReader();
            var prefix = record.slice(0, length).toArray();
            fresh.supply(prefix, 0, prefix.length);
            assertFalse(fresh.next(), "prefix of " + length);
            assertTrue(fresh.unread().isEmpty());
        }
    }

    @Test
    void whatFollowsARecordStaysUnread() {
        var in = Bytes.fromHex("15 0303 0002 0100 3232302048656c6c6f").toArray();
        reader.supply(in, 0, in.length);
        assertTrue(reader.next());
        assertEquals("220 Hello", reader.unread().toText(StandardCharsets.US_ASCII));
    }

    @Test
    void theLongestRecordPassesAndALongerOneDoesNotEvenArrive() {
        assertEquals(
                1,
                read(Bytes.concat(Bytes.fromHex("16 0303 4000"), Bytes.copyOf(new byte[1 << 14])))
                        .size());
        refuses(Violation.RECORD_TOO_LONG, "16 0303 4001");
        refuses(Violation.RECORD_TOO_LONG, "16 0303 ffff");
    }

    @Test
    void whatIsNotTlsIsRefusedByItsHeader() {
        refuses(Violation.RECORD_TYPE, Bytes.utf8("EHLO there\r\n").toHex());
        refuses(Violation.RECORD_TYPE, "18 0303 0001 00");
        refuses(Violation.RECORD_VERSION, "16 0203 0001 00");
        refuses(Violation.RECORD_VERSION, "16 8303 0001 00");
    }

    @Test
    void emptyHandshakeAndAlertRecordsAreRefused() {
        refuses(Violation.RECORD_EMPTY, "16 0303 0000");
        refuses(Violation.RECORD_EMPTY, "15 0303 0000");
    }

    @Test
    void applicationDataInClearIsRefused() {
        refuses(Violation.EARLY_APPLICATION_DATA, "17 0303 0001 00");
    }

    @Test
    void aChangeCipherSpecIsOneOctetOfOne() {
        assertEquals(List.of("CHANGE_CIPHER_SPEC 01"), read("14 0303 0001 01"));
        refuses(Violation.CHANGE_CIPHER_SPEC_VALUE, "14 0303 0001 00");
        refuses(Violation.CHANGE_CIPHER_SPEC_VALUE, "14 0303 0002 0101");
        refuses(Violation.CHANGE_CIPHER_SPEC_VALUE, "14 0303 0000");
    }

    @Test
    void changeCipherSpecsAreCounted() {
        var one = "14 0303 0001 01";
        assertEquals(
                RecordReader.MAX_CHANGE_CIPHER_SPECS,
                read(one.repeat(RecordReader.MAX_CHANGE_CIPHER_SPECS)).size());
        refuses(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, one.repeat(RecordReader.MAX_CHANGE_CIPHER_SPECS + 1));
    }

    private List<String> read(String hex) {
        return read(Bytes.fromHex(hex));
    }

    private List<String> read(Bytes stream) {
        var seen = new ArrayList<String>();
        collect(reader, stream, seen);
        return seen;
    }

    private static void collect(RecordReader reader, Bytes stream, List<String> seen) {
        var in = stream.toArray();
        reader.supply(in, 0, in.length);
        while (reader.next()) {
            seen.add(reader.type() + " " + reader.content().toBytes().toHex());
        }
    }

    private static void refuses(Violation violation, String hex) {
        var refusal = assertThrows(
                TlsException.class, () -> collect(new RecordReader(), Bytes.fromHex(hex), new ArrayList<>()), hex);
        assertEquals(violation, refusal.violation());
    }
}
