package postern.tls.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import postern.tls.TlsConfig;
import postern.tls.io.TlsIoException;
import postern.tls.io.TlsSocket;

/// A server of TLS alone, to be tested and to test clients with: any number of connections at once, each on a
/// virtual thread.
///
/// How it ends a connection matters to who tests it. After a failure the alert is sent and the connection
/// closed at once; a close_notify is answered before.
public final class BareServer implements AutoCloseable {
    /// Connections that the operating system has accepted and we have not. A short queue turns a burst of
    /// clients into delays of a second each, while their SYN is sent again.
    private static final int BACKLOG = 4096;

    /// How long a client may say nothing. Long enough for a person at `openssl s_client`.
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

    private final ServerSocket listener;
    private final TlsConfig config;
    private final Service service;

    /// What is done with each connection.
    ///
    /// @param prelude before TLS
    /// @param mode    inside TLS
    /// @param log     takes a line for each connection: what was agreed, or why it failed
    public record Service(Prelude prelude, ServerMode mode, Consumer<String> log) {}

    private BareServer(ServerSocket listener, TlsConfig config, Service service) {
        this.listener = listener;
        this.config = config;
        this.service = service;
    }

    /// Listens and serves; port 0 is any free port. Returns at once.
    public static BareServer start(InetSocketAddress address, TlsConfig config, Service service) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        var server = new BareServer(listener, config, service);
        Thread.ofVirtual().name("s-server").start(server::acceptAll);
        return server;
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /// Stops listening; connections go on.
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().name("s-server " + socket.getPort()).start(() -> serve(socket));
            } catch (IOException e) {
                // Closed by close(), or out of file descriptors: then it is better to go on than to end.
                if (!listener.isClosed()) {
                    service.log().accept("cannot accept: " + e.getMessage());
                    pause();
                }
            }
        }
    }

    private void serve(Socket socket) {
        var client = socket.getInetAddress().getHostAddress() + " port " + socket.getPort();
        try (socket) {
            socket.setSoTimeout((int) IDLE_LIMIT.toMillis());
            service.prelude().perform(socket);
            converse(client, socket);
        } catch (IOException | RuntimeException e) {
            service.log().accept(client + " failed: " + e.getMessage());
        }
    }

    private void converse(String client, Socket socket) throws IOException {
        try {
            // What is served here may be asked twice.
            var tls = TlsSocket.server(socket, config).readingEarlyData();
            service.log().accept(client + " " + tls.handshake());
            service.mode().serve(tls);
            tls.endOutput();
        } catch (TlsIoException e) {
            service.log().accept(client + " failed: " + e.getMessage());
        }
        LastWords.deliver(socket);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
