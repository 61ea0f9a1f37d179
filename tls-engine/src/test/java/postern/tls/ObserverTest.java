package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.tls.trace.KeyLog;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;

/// Those who watch see what happened, and both ends tell a key log the same.
class ObserverTest {
    @Test
    void bothEndsLogTheSameSecrets() {
        var ofClient = new ByteArrayOutputStream();
        var ofServer = new ByteArrayOutputStream();
        new Wire(
                        Wire.anyServer().observer(new KeyLog(ofClient)).build(),
                        Wire.serverWith(Credentials.P256)
                                .observer(new KeyLog(ofServer))
                                .build())
                .run();
        var lines = lines(ofClient);
        assertEquals(lines, lines(ofServer));
        var labels = new TreeSet<String>();
        lines.forEach(line -> labels.add(line.substring(0, line.indexOf(' '))));
        assertEquals(
                new TreeSet<>(List.of(
                        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                        "CLIENT_TRAFFIC_SECRET_0",
                        "SERVER_TRAFFIC_SECRET_0",
                        "EXPORTER_SECRET")),
                labels);
    }

    private static Set<String> lines(ByteArrayOutputStream log) {
        return new TreeSet<>(log.toString(StandardCharsets.US_ASCII).lines().toList());
    }

    @Test
    void choicesAreExplainedAndMessagesShown() {
        var seen = new ArrayList<String>();
        var observer = new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.CHOICE || kind == TraceEvent.Kind.MESSAGE;
            }

            @Override
            public void on(TraceEvent event) {
                switch (event) {
                    case TraceEvent.Chosen chosen -> seen.add(chosen.subject() + " because " + chosen.why());
                    case TraceEvent.MessagePassed message -> seen.add(message.direction() + " " + message.name());
                    default -> {
                        // Keys and alerts are seen elsewhere.
                    }
                }
            }
        };
        new Wire(
                        Wire.anyServer().applicationProtocols("smtp").build(),
                        Wire.serverWith(Credentials.P256)
                                .applicationProtocols("smtp")
                                .observer(observer)
                                .build())
                .run();
        assertEquals(
                List.of(
                        "RECEIVED CLIENT_HELLO",
                        "protocol version because the newest of [TLS1.3, TLS1.2] in the client's supported_versions",
                        "cipher suite because the first of ours that the client offers",
                        "group because the first of ours that the client can do",
                        "certificate because it is for localhost and its key can sign as the client verifies",
                        "application protocol because the first of ours that the client offers",
                        "SENT SERVER_HELLO",
                        "SENT ENCRYPTED_EXTENSIONS",
                        "SENT CERTIFICATE",
                        "SENT CERTIFICATE_VERIFY",
                        "SENT FINISHED",
                        "RECEIVED FINISHED"),
                seen);
    }

    /// Whoever wants to may see what is in the records.
    @Test
    void recordsAreShown() {
        var seen = new ArrayList<String>();
        var observer = new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.RECORD;
            }

            @Override
            public void on(TraceEvent event) {
                if (event instanceof TraceEvent.RecordPassed(var direction, var type, var content) && type != 22) {
                    seen.add(direction + " " + type + " " + content);
                }
            }
        };
        var wire = new Wire(
                        Wire.anyServer().observer(observer).build(),
                        Wire.serverWith(Credentials.P256).build())
                .run();
        wire.client.send(new byte[] {7});
        wire.client.take(wire.client.engine.close());
        wire.settle();
        assertEquals(List.of("SENT 20 01", "RECEIVED 20 01", "SENT 23 07", "SENT 21 0100"), sortedBySender(seen));
    }

    /// Both ends send change_cipher_spec without waiting for the other's.
    private static List<String> sortedBySender(List<String> seen) {
        var first = seen.subList(0, 2).stream().sorted(Comparator.reverseOrder());
        return Stream.concat(first, seen.subList(2, seen.size()).stream()).toList();
    }
}
