package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.RecordKeys;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The records of RFC 8448's traces, written and read to the octet.
class Rfc8448RecordsTest {
    private static final Bytes CLOSE_NOTIFY = Bytes.of(1, 0);

    static Stream<Vector> traces() {
        return Stream.of("tls/rfc8448-simple-1rtt.txt", "tls/rfc8448-hello-retry-request.txt")
                .map(path -> VectorFile.read(path).getFirst());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theWholeTraceIsWritten(Vector trace) {
        var client = RecordWriter.ofClient();
        var server = RecordWriter.ofServer();
        writes(client, trace, "client-hello");
        if (trace.has("hello-retry-request")) {
            writes(server, trace, "hello-retry-request");
            writes(client, trace, "second-client-hello");
        }
        writes(server, trace, "server-hello");
        server.protectWith(protection(trace, "server-handshake"));
        client.protectWith(protection(trace, "client-handshake"));
        for (var message : flight()) {
            server.write(ContentType.HANDSHAKE, octets(trace, message));
        }
        assertEquals(octets(trace, "record-server-flight"), server.drain());
        writes(client, trace, "client-finished");
        server.protectWith(protection(trace, "server-application"));
        client.protectWith(protection(trace, "client-application"));
        if (trace.has("new-session-ticket")) {
            writes(server, trace, "new-session-ticket");
            client.write(ContentType.APPLICATION_DATA, octets(trace, "application-data"));
            assertEquals(octets(trace, "record-client-application-data"), client.drain());
            server.write(ContentType.APPLICATION_DATA, octets(trace, "application-data"));
            assertEquals(octets(trace, "record-server-application-data"), server.drain());
        }
        client.write(ContentType.ALERT, CLOSE_NOTIFY);
        assertEquals(octets(trace, "record-client-close-notify"), client.drain());
        server.write(ContentType.ALERT, CLOSE_NOTIFY);
        assertEquals(octets(trace, "record-server-close-notify"), server.drain());
    }

    @Test
    void theServersRecordsAreRead() {
        var trace = traces().findFirst().orElseThrow();
        var reader = new RecordReader();
        reads(reader, trace, "record-server-hello", octets(trace, "server-hello"));
        reader.protectWith(protection(trace, "server-handshake"));
        var messages = Stream.of(flight()).map(name -> octets(trace, name)).toArray(Bytes[]::new);
        reads(reader, trace, "record-server-flight", Bytes.concat(messages));
        assertEquals(ContentType.HANDSHAKE, reader.type());
        reader.protectWith(protection(trace, "server-application"));
        reads(reader, trace, "record-new-session-ticket", octets(trace, "new-session-ticket"));
        reads(reader, trace, "record-server-application-data", octets(trace, "application-data"));
        assertEquals(ContentType.APPLICATION_DATA, reader.type());
        reads(reader, trace, "record-server-close-notify", CLOSE_NOTIFY);
        assertEquals(ContentType.ALERT, reader.type());
    }

    private static String[] flight() {
        return new String[] {"encrypted-extensions", "certificate", "certificate-verify", "server-finished"};
    }

    private static void writes(RecordWriter writer, Vector trace, String message) {
        writer.write(ContentType.HANDSHAKE, octets(trace, message));
        assertEquals(octets(trace, "record-" + message), writer.drain());
    }

    private static void reads(RecordReader reader, Vector trace, String record, Bytes content) {
        var in = trace.octets(record);
        reader.supply(in, 0, in.length);
        assertTrue(reader.next());
        assertEquals(content, reader.content().toBytes());
        assertFalse(reader.next());
    }

    private static RecordProtection protection(Vector trace, String keys) {
        return RecordProtection.of(new RecordKeys(
                ProtocolVersion.TLS13,
                CipherSuite.TLS_AES_128_GCM_SHA256,
                Secret.copyOf(trace.octets(keys + "-key")),
                Secret.copyOf(trace.octets(keys + "-iv"))));
    }

    private static Bytes octets(Vector trace, String name) {
        return Bytes.copyOf(trace.octets(name));
    }
}
