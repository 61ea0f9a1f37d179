package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static postern.tls.record.ProtectionTest.content;
import static postern.tls.record.ProtectionTest.protection;
import static postern.tls.record.ProtectionTest.read;
import static postern.tls.record.ProtectionTest.reader;
import static postern.tls.record.ProtectionTest.refuses;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// What TLS 1.3 alone has: the inner type, padding, records in clear between protected ones, and early data.
class Tls13ProtectionTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final ProtectionTest.Construction MADE =
            ProtectionTest.Construction.of(SUITE, ProtocolVersion.TLS13);
    private static final int FULL = RecordProtection.MAX_PLAINTEXT;
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.fromHex("14 0303 0001 01");
    private static final Bytes CLEAR_ALERT = Bytes.fromHex("15 0303 0002 0228");

    @Property(tries = 50)
    void paddingIsTakenOff(@ForAll @IntRange(max = 200) int length, @ForAll @IntRange(max = 300) int padding) {
        var inner = Bytes.concat(content(length), Bytes.of(23), Bytes.copyOf(new byte[padding]));
        assertEquals(List.of("APPLICATION_DATA " + content(length)), read(reader(MADE), sealInner(inner)));
    }

    @Test
    void aRecordOfPaddingAloneIsRefused() {
        refuses(Violation.INNER_TYPE_MISSING, () -> read(reader(MADE), sealInner(Bytes.of(0))));
        refuses(Violation.INNER_TYPE_MISSING, () -> read(reader(MADE), sealInner(Bytes.copyOf(new byte[300]))));
    }

    @Test
    void paddingCountsForTheLength() {
        var full = Bytes.concat(content(1), Bytes.of(23), Bytes.copyOf(new byte[FULL - 1]));
        assertEquals(1, read(reader(MADE), sealInner(full)).size());
        refuses(Violation.RECORD_TOO_LONG, () -> read(reader(MADE), sealInner(full.concat(Bytes.of(0)))));
    }

    @Test
    void anUnknownInnerTypeIsRefused() {
        refuses(Violation.RECORD_TYPE, () -> read(reader(MADE), sealInner(Bytes.of(1, 24))));
        refuses(Violation.RECORD_TYPE, () -> read(reader(MADE), sealInner(Bytes.of(1, 255))));
    }

    @Test
    void aProtectedChangeCipherSpecIsRefused() {
        refuses(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, () -> read(reader(MADE), sealInner(Bytes.of(1, 20))));
    }

    @Test
    void aChangeCipherSpecInClearPassesWithoutANumber() {
        var records = Bytes.concat(CHANGE_CIPHER_SPEC, sealInner(Bytes.of(5, 23)));
        assertEquals(List.of("CHANGE_CIPHER_SPEC 01", "APPLICATION_DATA 05"), read(reader(MADE), records));
    }

    @Test
    void aHandshakeRecordInClearIsRefused() {
        refuses(Violation.UNPROTECTED_RECORD, () -> read(reader(MADE), Bytes.fromHex("16 0303 0004 18000000")));
    }

    @Test
    void anAlertInClearPassesOnlyBeforeAnythingWasProtected() {
        assertEquals(List.of("ALERT 0228"), read(firstProtected(), CLEAR_ALERT));
        assertEquals(
                List.of("CHANGE_CIPHER_SPEC 01", "ALERT 0228"),
                read(firstProtected(), CHANGE_CIPHER_SPEC.concat(CLEAR_ALERT)));

        var later = firstProtected();
        read(later, sealInner(Bytes.of(5, 22)));
        refuses(Violation.UNPROTECTED_RECORD, () -> read(later, CLEAR_ALERT));
        refuses(Violation.UNPROTECTED_RECORD, () -> read(reader(MADE), CLEAR_ALERT));
    }

    @Test
    void earlyDataUnderOtherKeysIsSkippedUntilARecordOpens() {
        var reader = firstProtected();
        reader.skipEarlyDataUntilOneOpens();
        var early = sealOther(content(700));
        var records = Bytes.concat(CHANGE_CIPHER_SPEC, early, early, sealInner(Bytes.of(1, 22)));
        assertEquals(List.of("CHANGE_CIPHER_SPEC 01", "HANDSHAKE 01"), read(reader, records));
        refuses(Violation.RECORD_MAC, () -> read(reader, early));
    }

    @Test
    void earlyDataAfterARetryIsSkippedUntilARecordInClear() {
        var reader = new RecordReader();
        reader.skipEarlyDataUntilOneInClear();
        var records =
                Bytes.concat(CHANGE_CIPHER_SPEC, sealOther(content(FULL)), Bytes.fromHex("16 0303 0004 01000000"));
        assertEquals(List.of("CHANGE_CIPHER_SPEC 01", "HANDSHAKE 01000000"), read(reader, records));
        refuses(Violation.EARLY_APPLICATION_DATA, () -> read(reader, sealOther(content(1))));
    }

    @Test
    void earlyDataHasALimit() {
        var enough = sealOther(content(FULL));
        var more = sealOther(content(1));
        for (var afterRetry : new boolean[] {false, true}) {
            var reader = afterRetry ? new RecordReader() : firstProtected();
            if (afterRetry) {
                reader.skipEarlyDataUntilOneInClear();
            } else {
                reader.skipEarlyDataUntilOneOpens();
            }
            assertEquals(List.of(), read(reader, enough));
            refuses(Violation.TOO_MUCH_EARLY_DATA, () -> read(reader, more));
        }
    }

    /// Before the first record under the peer's handshake keys.
    private static RecordReader firstProtected() {
        var reader = new RecordReader();
        reader.protectWith(protection(MADE));
        return reader;
    }

    /// Seals any inner plaintext as the first record under the keys of [ProtectionTest#protection].
    private static Bytes sealInner(Bytes inner) {
        int length = inner.length() + 16;
        var header = Bytes.of(23, 3, 3, length >> 8, length).toArray();
        var record = Arrays.copyOf(header, header.length + length);
        try (var aead = AeadAlgorithm.AES_128_GCM.withKey(Secret.ofPublic(content(16)))) {
            var sealed = new Span(record, header.length, length);
            aead.seal(content(12).toArray(), header, Span.of(inner.toArray()), sealed);
        }
        return Bytes.adopt(record);
    }

    private static Bytes sealOther(Bytes content) {
        var writer = ProtectionTest.writer(
                ProtectionTest.Construction.of(CipherSuite.TLS_AES_256_GCM_SHA384, ProtocolVersion.TLS13));
        writer.write(ContentType.APPLICATION_DATA, content);
        return writer.drain();
    }
}
