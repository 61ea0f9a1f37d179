package postern.vectors.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// Free ports on the loopback interface.
public final class Ports {
    private static final Duration POLL = Duration.ofMillis(20);

    private Ports() {}

    /// A port that nobody listens on at this moment. Another process may take it before the peer does; prefer port 0
    /// where the peer can tell which port it got.
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until somebody accepts connections on the loopback port. The probe connects and closes at once, which a
    /// server that serves exactly one connection would count: wait for such a peer's output instead.
    ///
    /// @throws IllegalStateException if nobody does within the limit
    public static void awaitListener(int port, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!accepts(port)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nobody listens on port " + port + " after " + limit);
            }
            pause();
        }
    }

    private static boolean accepts(int port) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a port", e);
        }
    }
}
