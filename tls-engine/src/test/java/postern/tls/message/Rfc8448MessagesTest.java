package postern.tls.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The messages of RFC 8448's traces are read, and written again to the octet.
class Rfc8448MessagesTest {
    private static final String SIMPLE = "tls/rfc8448-simple-1rtt.txt";
    private static final String RETRY = "tls/rfc8448-hello-retry-request.txt";

    private static Vector trace(String path) {
        return VectorFile.read(path).getFirst();
    }

    private static Bytes octets(Vector trace, String name) {
        return Bytes.adopt(trace.octets(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {SIMPLE, RETRY})
    void everyMessageIsWrittenAgainToTheOctet(String path) {
        var trace = trace(path);
        var clients = List.of("client-hello", "second-client-hello", "client-finished");
        var servers = List.of(
                "hello-retry-request",
                "server-hello",
                "encrypted-extensions",
                "certificate",
                "certificate-verify",
                "server-finished",
                "new-session-ticket");
        clients.forEach(name -> roundTrip(trace, name, Role.CLIENT));
        servers.forEach(name -> roundTrip(trace, name, Role.SERVER));
    }

    private static void roundTrip(Vector trace, String name, Role sender) {
        if (trace.has(name)) {
            var octets = octets(trace, name);
            assertEquals(octets, HandshakeCodec.write(read(trace, name, sender)), name);
        }
    }

    private static HandshakeMessage read(Vector trace, String name, Role sender) {
        return HandshakeCodec.read(octets(trace, name), ProtocolVersion.TLS13, sender);
    }

    @Test
    void theClientHelloSaysWhatTheTraceSays() {
        var trace = trace(SIMPLE);
        var hello = assertInstanceOf(ClientHello.class, read(trace, "client-hello", Role.CLIENT));
        assertEquals(octets(trace, "client-random"), hello.random());
        assertEquals(List.of(0x1301, 0x1303, 0x1302), hello.cipherSuites());
        assertEquals(
                "server",
                hello.extensions().find(ServerName.class).orElseThrow().hostName());
        assertEquals(
                List.of(0x0304),
                hello.extensions().find(SupportedVersions.class).orElseThrow().versions());
        var share = hello.extensions()
                .find(KeyShareClientHello.class)
                .flatMap(shares -> shares.forGroup(29))
                .orElseThrow();
        assertEquals(octets(trace, "client-share"), share.keyExchange());
    }

    @Test
    void theServerHelloSaysWhatTheTraceSays() {
        var trace = trace(SIMPLE);
        var hello = assertInstanceOf(ServerHello.class, read(trace, "server-hello", Role.SERVER));
        assertEquals(0x0304, hello.selectedVersion());
        assertEquals(0x1301, hello.cipherSuite());
        assertFalse(hello.isHelloRetryRequest());
        assertTrue(hello.downgradeSentinel().isEmpty());
        var share =
                hello.extensions().find(KeyShareServerHello.class).orElseThrow().share();
        assertEquals(octets(trace, "server-share"), share.keyExchange());
    }

    @Test
    void theHelloRetryRequestIsRecognized() {
        var hello = assertInstanceOf(ServerHello.class, read(trace(RETRY), "hello-retry-request", Role.SERVER));
        assertTrue(hello.isHelloRetryRequest());
        assertEquals(
                23,
                hello.extensions()
                        .find(KeyShareHelloRetryRequest.class)
                        .orElseThrow()
                        .group());
        assertEquals(ServerHello.HELLO_RETRY_REQUEST, HashAlgorithm.SHA256.hash(Bytes.utf8("HelloRetryRequest")));
    }

    /// Whatever is wrong in the data would change these hashes.
    @ParameterizedTest
    @ValueSource(strings = {SIMPLE, RETRY})
    void theTranscriptHashesAreThoseOfTheTrace(String path) {
        var trace = trace(path);
        var transcript = upToServerHello(trace);
        assertEquals(octets(trace, "transcript-hash-server-hello"), sha256(transcript));
        transcript = transcript.concat(octets(trace, "encrypted-extensions")).concat(octets(trace, "certificate"));
        assertEquals(octets(trace, "transcript-hash-certificate"), sha256(transcript));
        transcript = transcript.concat(octets(trace, "certificate-verify"));
        assertEquals(octets(trace, "transcript-hash-certificate-verify"), sha256(transcript));
        transcript = transcript.concat(octets(trace, "server-finished"));
        assertEquals(octets(trace, "transcript-hash-server-finished"), sha256(transcript));
        transcript = transcript.concat(octets(trace, "client-finished"));
        assertEquals(octets(trace, "transcript-hash-client-finished"), sha256(transcript));
    }

    /// After a retry the first ClientHello is replaced by its hash (RFC 9846 §4.1).
    private static Bytes upToServerHello(Vector trace) {
        var first = octets(trace, "client-hello");
        var hello = octets(trace, "server-hello");
        if (!trace.has("hello-retry-request")) {
            return first.concat(hello);
        }
        var messageHash = new TlsWriter()
                .uint8(HandshakeType.MESSAGE_HASH.code())
                .opaque24(sha256(first))
                .toBytes();
        return Bytes.concat(
                messageHash, octets(trace, "hello-retry-request"), octets(trace, "second-client-hello"), hello);
    }

    private static Bytes sha256(Bytes octets) {
        return HashAlgorithm.SHA256.hash(octets);
    }
}
