package postern.tls.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.trace.TraceEvent.Direction;

class TraceTextTest {
    private final StringBuilder written = new StringBuilder();
    private final TraceText trace = new TraceText(written);
    private final String name = Thread.currentThread().getName();

    @Test
    void messagesAreDumpedWithTheirDirection() {
        trace.on(new TraceEvent.MessagePassed(
                Direction.SENT, "Finished", Bytes.fromHex("1400000e 000102030405060708090a0b0c0d")));
        assertEquals(
                name + " -> Finished, 4 + 14 octets\n"
                        + "  0000  14 00 00 0e 00 01 02 03 04 05 06 07 08 09 0a 0b\n"
                        + "  0010  0c 0d\n",
                written.toString());
    }

    @Test
    void alertsKeysAndChoicesAreSentences() {
        trace.on(new TraceEvent.AlertPassed(Direction.RECEIVED, 2, 40));
        trace.on(new TraceEvent.KeysChanged(Direction.SENT, ProtocolVersion.TLS13, CipherSuite.TLS_AES_128_GCM_SHA256));
        trace.on(new TraceEvent.Chosen("group", "X25519", "the first of ours"));
        assertEquals(
                name + " <- alert handshake_failure (40), fatal\n"
                        + name + " -> from here on under new keys, TLS1.3 TLS_AES_128_GCM_SHA256\n"
                        + name + " -- group: X25519 (the first of ours)\n",
                written.toString());
    }

    @Test
    void secretsAndDataAreNotForIt() {
        assertFalse(trace.wants(TraceEvent.Kind.SECRET));
        assertFalse(trace.wants(TraceEvent.Kind.RECORD));
        try (var secret = Secret.zeros(32)) {
            trace.on(new TraceEvent.SecretDerived("X", Bytes.EMPTY, secret));
        }
        trace.on(new TraceEvent.RecordPassed(Direction.SENT, 23, Bytes.utf8("private")));
        assertEquals("", written.toString());
    }

    @Test
    void aBrokenSinkDoesNotBreakTheConnection() {
        var broken = new TraceText(new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("disk full");
            }
        });
        broken.on(new TraceEvent.Chosen("group", "X25519", "the first of ours"));
    }
}
