package postern.tls.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.Credentials;
import postern.tls.TlsConfig;
import postern.tls.pki.PeerVerifier;

/// Our sockets against those of the JDK, in both roles: data both ways, more than any buffer holds, and an end
/// that both sides see as such.
class JdkSocketTest {
    private static final byte[] DATA = new byte[300_000];

    static {
        new Random(1).nextBytes(DATA);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, RSA", "TLSv1.3, P256", "TLSv1.3, P384", "TLSv1.2, RSA", "TLSv1.2, P256"})
    void ourClientTalksToTheJdksServer(String version, Credentials credentials) throws Exception {
        try (var listener = JdkSockets.listen(credentials, version)) {
            var server = started(() -> echoOnce((SSLSocket) listener.accept()));
            var config = TlsConfig.builder()
                    .serverName("localhost")
                    .verifier(PeerVerifier.none())
                    .build();
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                    var tls = TlsSocket.client(socket, config)) {
                socket.setSoTimeout(10_000);
                var session = tls.handshake();
                assertEquals(version.replace("v", ""), session.version().displayName());
                var sender = started(() -> send(tls));
                assertArrayEquals(DATA, tls.inputStream().readNBytes(DATA.length));
                sender.get(10, TimeUnit.SECONDS);
                tls.endOutput();
                assertEquals(-1, tls.inputStream().read(), "the JDK answers close_notify");
            }
            assertEquals(DATA.length, server.get(10, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, RSA", "TLSv1.3, P256", "TLSv1.3, P384", "TLSv1.2, RSA", "TLSv1.2, P256"})
    void ourServerTalksToTheJdksClient(String version, Credentials credentials) throws Exception {
        var config = TlsConfig.builder().credential(credentials.credential()).build();
        try (var listener = TlsServerSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), config)) {
            var server = started(() -> echo(listener.accept()));
            try (var socket = new Socket(
                            InetAddress.getLoopbackAddress(), listener.address().getPort());
                    var tls = JdkSockets.client(socket, version)) {
                socket.setSoTimeout(10_000);
                tls.startHandshake();
                var sender = started(() -> {
                    tls.getOutputStream().write(DATA);
                    return DATA.length;
                });
                assertArrayEquals(DATA, tls.getInputStream().readNBytes(DATA.length));
                sender.get(10, TimeUnit.SECONDS);
                tls.shutdownOutput();
                assertEquals(-1, tls.getInputStream().read(), "we answer close_notify");
            }
            assertEquals(DATA.length, server.get(10, TimeUnit.SECONDS));
        }
    }

    private static int send(TlsSocket tls) throws IOException {
        tls.outputStream().write(DATA);
        return DATA.length;
    }

    private static int echo(TlsSocket tls) throws IOException {
        try (tls) {
            tls.socket().setSoTimeout(10_000);
            return (int) tls.inputStream().transferTo(tls.outputStream());
        }
    }

    private static int echoOnce(SSLSocket tls) throws IOException {
        try (tls) {
            tls.setSoTimeout(10_000);
            return (int) tls.getInputStream().transferTo(tls.getOutputStream());
        }
    }

    private static <T> FutureTask<T> started(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
