package postern.tls.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.tls.Credentials;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.Violation;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerVerifier;

/// How connections end, well and badly, with our own socket at both ends.
class TlsSocketTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Socket clientSocket;
    private Socket serverSocket;

    @BeforeEach
    void connect() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            clientSocket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            serverSocket = listener.accept();
        }
        // Small, so that little data fills them.
        clientSocket.setSendBufferSize(1 << 15);
        serverSocket.setSendBufferSize(1 << 15);
        clientSocket.setSoTimeout((int) LIMIT.toMillis());
        serverSocket.setSoTimeout((int) LIMIT.toMillis());
    }

    @AfterEach
    void disconnect() throws IOException {
        clientSocket.close();
        serverSocket.close();
    }

    private TlsSocket client(ProtocolVersion... versions) throws IOException {
        var config = TlsConfig.builder().serverName("localhost").verifier(PeerVerifier.none());
        return TlsSocket.client(clientSocket, config.versions(versions).build());
    }

    private TlsSocket server() throws IOException {
        var config = TlsConfig.builder().credential(Credentials.P256.credential());
        return TlsSocket.server(serverSocket, config.build());
    }

    private static <T> FutureTask<T> started(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private record Pair(TlsSocket client, TlsSocket server) {}

    private Pair connected(ProtocolVersion version) throws Exception {
        var server = server();
        var accepted = started(server::handshake);
        var client = client(version);
        assertEquals(version, client.handshake().version());
        accepted.get();
        return new Pair(client, server);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void afterCloseTlsBothGoOnInClearAndThenInTlsAgain(ProtocolVersion version) throws Exception {
        var first = connected(version);
        first.client().outputStream().write("QUIT TLS".getBytes(StandardCharsets.US_ASCII));
        assertEquals("QUIT TLS", text(first.server().inputStream().readNBytes(8)));
        var closing = started(() -> {
            assertEquals(-1, first.server().inputStream().read());
            first.server().closeTls();
            return 0;
        });
        first.client().closeTls();
        closing.get();
        clientSocket.getOutputStream().write("in clear".getBytes(StandardCharsets.US_ASCII));
        assertEquals("in clear", text(serverSocket.getInputStream().readNBytes(8)));
        var second = connected(version);
        second.server().outputStream().write("again".getBytes(StandardCharsets.US_ASCII));
        assertEquals("again", text(second.client().inputStream().readNBytes(5)));
    }

    /// What follows close_notify in the same segment is for the reader of the clear socket.
    @Test
    void clearTextRightBehindCloseNotifyIsNotLost() throws Exception {
        var pair = connected(ProtocolVersion.TLS13);
        pair.client().endOutput();
        clientSocket.getOutputStream().write("NOOP".getBytes(StandardCharsets.US_ASCII));
        assertEquals(-1, pair.server().inputStream().read());
        pair.server().endOutput();
        assertEquals("NOOP", text(serverSocket.getInputStream().readNBytes(4)));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void aCutConnectionIsNoEndOfData(ProtocolVersion version) throws Exception {
        var pair = connected(version);
        pair.client().outputStream().write(new byte[] {1, 2});
        clientSocket.shutdownOutput();
        var in = pair.server().inputStream();
        assertEquals(1, in.read());
        assertEquals(2, in.read());
        var cut = assertThrows(TlsIoException.class, in::read);
        assertTrue(cut.isTruncation());
        assertFalse(cut.isPeerAlert());
        assertTrue(assertThrows(TlsIoException.class, in::read).isTruncation(), "and stays so");
    }

    @Test
    void closeTlsDoesNotWaitForEver() throws Exception {
        var pair = connected(ProtocolVersion.TLS13);
        var flood = started(() -> {
            var octets = new byte[1 << 16];
            while (true) {
                pair.server().outputStream().write(octets);
            }
        });
        assertTimeoutPreemptively(
                LIMIT,
                () -> assertThrows(
                        SocketTimeoutException.class, () -> pair.client().closeTls()));
        pair.client().close();
        assertThrows(ExecutionException.class, flood::get);
    }

    @Test
    void aRefusalOfOursNamesItsReasonAndReachesThePeerAsAnAlert() throws Exception {
        var server = started(() -> server().handshake());
        var config = TlsConfig.builder().serverName("localhost").verifier((chain, name, at) -> {
            throw new CertificateException(CertificateProblem.EXPIRED, "yesterday");
        });
        var client = TlsSocket.client(clientSocket, config.build());
        var ours = assertThrows(TlsIoException.class, client::handshake);
        assertTrue(ours.getMessage().contains("yesterday"), ours.getMessage());
        assertEquals(Violation.CERTIFICATE_OUT_OF_DATE, ours.reason().violation());
        var refused = assertThrows(ExecutionException.class, server::get);
        var theirs = assertInstanceOf(TlsIoException.class, refused.getCause());
        assertEquals("the peer refused: certificate_expired (45) [RFC 9846 §6.2]", theirs.getMessage());
        assertInstanceOf(PeerAlertException.class, theirs.reason());
        assertTrue(theirs.isPeerAlert());
    }

    @Test
    void noCommonGroupIsAHandshakeFailureOnBothSides() throws Exception {
        var server = started(() -> TlsSocket.server(
                        serverSocket,
                        TlsConfig.builder()
                                .credential(Credentials.P256.credential())
                                .groups(NamedGroup.X25519)
                                .build())
                .handshake());
        var client = TlsSocket.client(
                clientSocket,
                TlsConfig.builder()
                        .serverName("localhost")
                        .groups(NamedGroup.SECP384R1)
                        .verifier(PeerVerifier.none())
                        .build());
        var refused = assertThrows(TlsIoException.class, client::handshake);
        assertTrue(refused.getMessage().contains(AlertDescription.HANDSHAKE_FAILURE.toString()), refused.getMessage());
        var why = assertThrows(ExecutionException.class, server::get).getCause();
        assertTrue(why instanceof TlsIoException io && io.reason().violation() == Violation.NO_COMMON_GROUP);
    }

    @Test
    void somethingElseThanTlsIsRefusedAtItsFirstOctets() throws Exception {
        clientSocket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var server = server();
        assertTimeoutPreemptively(LIMIT, () -> assertThrows(TlsIoException.class, server::handshake));
        server.close();
        assertEquals(21, clientSocket.getInputStream().read(), "an alert record");
    }

    @Test
    void aPeerThatLeavesBeforeTheHandshakeIsAnError() throws Exception {
        clientSocket.close();
        assertThrows(IOException.class, () -> server().handshake());
    }

    @Test
    void aSilentPeerRunsIntoTheTimeLimitOfTheSocket() throws Exception {
        serverSocket.setSoTimeout(50);
        assertThrows(SocketTimeoutException.class, () -> server().handshake());
    }

    @Test
    void writingAfterTheEndIsAnError() throws Exception {
        var pair = connected(ProtocolVersion.TLS13);
        pair.client().endOutput();
        assertThrows(IOException.class, () -> pair.client().outputStream().write(1));
        pair.server().outputStream().write(7);
        assertEquals(7, pair.client().inputStream().read(), "the other direction is still open");
    }

    /// Both write more than the network holds before either reads: with one lock around it all they would wait for each
    /// other for ever.
    @Test
    void bothMayWriteAtTheSameTime() throws Exception {
        var pair = connected(ProtocolVersion.TLS13);
        var octets = new byte[2 << 20];
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            var fromClient = started(() -> write(pair.client(), octets));
            var fromServer = started(() -> write(pair.server(), octets));
            var atClient = started(() -> pair.client().inputStream().readNBytes(octets.length));
            assertEquals(octets.length, pair.server().inputStream().readNBytes(octets.length).length);
            assertEquals(octets.length, atClient.get().length);
            fromClient.get();
            fromServer.get();
        });
    }

    private static TlsSession write(TlsSocket tls, byte[] octets) throws IOException {
        tls.outputStream().write(octets);
        return tls.handshake();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII);
    }
}
