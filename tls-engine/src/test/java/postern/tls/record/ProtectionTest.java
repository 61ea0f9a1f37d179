package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MacKey;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.RecordKeys;

/// Every construction with every cipher: what is sealed opens, and nothing else does.
class ProtectionTest {
    private static final int FULL = RecordProtection.MAX_PLAINTEXT;

    /// A way to protect records.
    record Construction(CipherSuite suite, ProtocolVersion version, MacOrder order) {
        static Construction of(CipherSuite suite, ProtocolVersion version) {
            return new Construction(suite, version, MacOrder.MAC_THEN_ENCRYPT);
        }

        boolean isTls13() {
            return version == ProtocolVersion.TLS13;
        }
    }

    /// One suite for each construction and cipher.
    static Stream<Construction> constructions() {
        var tls13 = Stream.of(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                CipherSuite.TLS_AES_256_GCM_SHA384,
                CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                CipherSuite.TLS_AES_128_CCM_SHA256,
                CipherSuite.TLS_AES_128_CCM_8_SHA256);
        var tls12 = Stream.of(
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM,
                CipherSuite.TLS_ECDHE_RSA_WITH_CAMELLIA_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384);
        return Stream.of(
                        tls13.map(suite -> Construction.of(suite, ProtocolVersion.TLS13)),
                        tls12.map(suite -> Construction.of(suite, ProtocolVersion.TLS12)),
                        withMac())
                .flatMap(each -> each);
    }

    private static Stream<Construction> withMac() {
        var blocks = Stream.of(
                CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
                CipherSuite.TLS_RSA_WITH_CAMELLIA_256_CBC_SHA,
                CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA);
        var streams = Stream.of(
                CipherSuite.TLS_RSA_WITH_RC4_128_MD5,
                CipherSuite.TLS_RSA_WITH_RC4_128_SHA,
                CipherSuite.TLS_RSA_WITH_NULL_SHA256);
        return Stream.concat(
                blocks.flatMap(suite -> Stream.of(MacOrder.values())
                        .flatMap(order -> Stream.of(ProtocolVersion.TLS10, ProtocolVersion.TLS12)
                                .map(version -> new Construction(suite, version, order)))),
                streams.map(suite -> Construction.of(suite, ProtocolVersion.TLS11)));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void whatIsSealedOpens(Construction suite) {
        var writer = writer(suite);
        var reader = reader(suite);
        for (int length : new int[] {1, 2, 15, 16, 17, 255, 256, 257, 1000, FULL - 1, FULL}) {
            var content = content(length);
            writer.write(ContentType.APPLICATION_DATA, content);
            assertEquals(content, joined(read(reader, writer.drain())));
        }
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void longContentTakesManyRecords(Construction suite) {
        var writer = writer(suite);
        writer.write(ContentType.APPLICATION_DATA, content(2 * FULL + 1));
        var records = read(reader(suite), writer.drain());
        assertEquals(3, records.size());
        assertEquals(content(2 * FULL + 1), joined(records));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void aProtectedAlertKeepsItsType(Construction suite) {
        var writer = writer(suite);
        writer.write(ContentType.ALERT, Bytes.of(1, 0));
        assertEquals(List.of("ALERT 0100"), read(reader(suite), writer.drain()));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void sameContentNeverMakesTheSameRecord(Construction suite) {
        var writer = writer(suite);
        writer.write(ContentType.APPLICATION_DATA, content(32));
        var first = writer.drain();
        writer.write(ContentType.APPLICATION_DATA, content(32));
        var second = writer.drain();
        assertNotEquals(first, second);
        assertEquals(content(32).concat(content(32)), joined(read(reader(suite), first.concat(second))));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void everyChangedBitIsRefused(Construction suite) {
        var record = sealed(suite, content(20));
        for (int bit = 0; bit < record.length() * 8; bit++) {
            var changed = record.toArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefusedOrAwaited(suite, Bytes.adopt(changed), bit / 8);
        }
    }

    /// The header decides what is expected: an unknown type, another version, another length. The rest is for the
    /// tag.
    private static void assertRefusedOrAwaited(Construction suite, Bytes changed, int octet) {
        var reader = reader(suite);
        try {
            assertEquals(List.of(), read(reader, changed), "octet " + octet + " of " + changed);
            assertTrue(octet == 3 || octet == 4, "only a longer length may be awaited, not octet " + octet);
        } catch (TlsException e) {
            var allowed = switch (octet) {
                case 0 -> List.of(Violation.RECORD_TYPE, Violation.UNPROTECTED_RECORD, Violation.RECORD_MAC);
                case 1 -> List.of(Violation.RECORD_VERSION);
                case 3, 4 -> List.of(Violation.RECORD_MAC, Violation.CIPHERTEXT_TOO_LONG);
                default -> List.of(Violation.RECORD_MAC);
            };
            assertTrue(allowed.contains(e.violation()), "octet " + octet + ": " + e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void everyShortenedRecordIsRefused(Construction suite) {
        var record = sealed(suite, content(20));
        for (int length = 0; length < record.length() - RecordHeader.LENGTH; length++) {
            var cut = record.slice(0, RecordHeader.LENGTH + length).toArray();
            cut[4] = (byte) length;
            refuses(Violation.RECORD_MAC, () -> read(reader(suite), Bytes.adopt(cut)));
        }
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void recordsOutOfOrderRepeatedOrLostAreRefused(Construction suite) {
        var writer = writer(suite);
        writer.write(ContentType.APPLICATION_DATA, content(9));
        var first = writer.drain();
        writer.write(ContentType.APPLICATION_DATA, content(9));
        var second = writer.drain();
        refuses(Violation.RECORD_MAC, () -> read(reader(suite), second));
        refuses(Violation.RECORD_MAC, () -> read(reader(suite), first.concat(first)));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void aRecordThatIsTooLongIsRefusedByItsHeader(Construction suite) {
        int longest = suite.isTls13() ? FULL + 256 : FULL + 2048;
        assertEquals(List.of(), read(reader(suite), header(longest)));
        refuses(Violation.CIPHERTEXT_TOO_LONG, () -> read(reader(suite), header(longest + 1)));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void contentThatIsTooLongIsRefusedAfterItOpened(Construction suite) {
        refuses(Violation.RECORD_TOO_LONG, () -> read(reader(suite), sealed(suite, content(FULL + 1))));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void emptyApplicationDataIsCounted(Construction suite) {
        var protection = protection(suite);
        var reader = reader(suite);
        for (int i = 0; i < RecordReader.MAX_EMPTY_RECORDS; i++) {
            assertEquals(List.of("APPLICATION_DATA "), read(reader, seal(protection, Bytes.EMPTY)));
        }
        var honest = seal(protection, content(1));
        assertEquals(1, read(reader, honest).size());
        for (int i = 0; i < RecordReader.MAX_EMPTY_RECORDS; i++) {
            read(reader, seal(protection, Bytes.EMPTY));
        }
        refuses(Violation.TOO_MANY_EMPTY_RECORDS, () -> read(reader, seal(protection, Bytes.EMPTY)));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void emptyHandshakeRecordsAreRefused(Construction suite) {
        var protection = protection(suite);
        var record = new byte[protection.recordLength(0)];
        protection.seal(ContentType.HANDSHAKE, 0, Span.of(record));
        refuses(Violation.RECORD_EMPTY, () -> read(reader(suite), Bytes.adopt(record)));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void aSecondProtectionCannotBeMadeOfTheSameKeys(Construction suite) {
        var keys = keys(suite);
        RecordProtection.of(keys);
        assertThrows(IllegalStateException.class, () -> RecordProtection.of(keys));
    }

    @ParameterizedTest
    @EnumSource
    void aSequenceEndsBeforeItsKeyIsWorn(Bulk bulk) {
        long limit = Sequence.limit(bulk);
        assertEquals(bulk.isGcm(), limit == Sequence.GCM_LIMIT);
        var sealing = new Sequence(bulk, limit - 1);
        assertEquals(limit - 1, sealing.takeToSeal());
        refuses(Violation.RECORD_SEQUENCE_EXHAUSTED, sealing::takeToSeal);

        var opening = new Sequence(bulk, Long.MAX_VALUE - 1);
        assertEquals(Long.MAX_VALUE - 1, opening.toOpen());
        opening.opened();
        refuses(Violation.RECORD_SEQUENCE_EXHAUSTED, opening::toOpen);
    }

    @Test
    void aKeyUpdateIsDueBeforeTheLimit() {
        var sequence = new Sequence(Bulk.AES_128_GCM, Sequence.GCM_UPDATE_DUE - 1);
        assertFalse(sequence.updateDue());
        sequence.takeToSeal();
        assertTrue(sequence.updateDue());
        assertFalse(new Sequence(Bulk.CHACHA20_POLY1305, Sequence.GCM_LIMIT).updateDue());
    }

    @Test
    void theLimitIsTwoToThe24AndAHalf() {
        assertEquals((long) Math.pow(2, 24.5), Sequence.GCM_LIMIT);
    }

    private static Bytes sealed(Construction suite, Bytes content) {
        return seal(protection(suite), content);
    }

    private static Bytes seal(RecordProtection protection, Bytes content) {
        var record = new byte[protection.recordLength(content.length())];
        content.copyTo(record, protection.plaintextOffset());
        protection.seal(ContentType.APPLICATION_DATA, content.length(), Span.of(record));
        return Bytes.adopt(record);
    }

    static List<String> read(RecordReader reader, Bytes records) {
        var in = records.toArray();
        var seen = new ArrayList<String>();
        reader.supply(in, 0, in.length);
        while (reader.next()) {
            seen.add(reader.type() + " " + reader.content().toBytes());
        }
        return seen;
    }

    static RecordReader reader(Construction suite) {
        var reader = new RecordReader();
        reader.protectWith(protection(suite));
        // As after the first record of the peer's, so that no alert may come in clear.
        reader.protectWith(protection(suite));
        return reader;
    }

    static RecordWriter writer(Construction suite) {
        var writer = RecordWriter.ofServer();
        writer.protectWith(protection(suite));
        return writer;
    }

    static RecordProtection protection(Construction suite) {
        return RecordProtection.of(keys(suite));
    }

    private static RecordKeys keys(Construction made) {
        var suite = made.suite();
        int iv = made.isTls13() ? 12 : new CipherSpec(made.version(), suite, made.order()).ivLength();
        return new RecordKeys(
                made.version(),
                suite,
                Secret.ofPublic(content(suite.bulk().keyLength())),
                Secret.ofPublic(content(iv)),
                new MacKey(Secret.ofPublic(content(suite.mac().keyLength())), made.order()));
    }

    /// The content of records of application data.
    private static Bytes joined(List<String> records) {
        return Bytes.fromHex(records.stream()
                .map(each -> each.substring("APPLICATION_DATA ".length()))
                .collect(Collectors.joining()));
    }

    static Bytes content(int length) {
        var octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (31 * i + 7);
        }
        return Bytes.adopt(octets);
    }

    private static Bytes header(int length) {
        return Bytes.of(23, 3, 3, length >> 8, length);
    }

    static void refuses(Violation violation, Executable action) {
        assertEquals(violation, assertThrows(TlsException.class, action).violation());
    }
}
