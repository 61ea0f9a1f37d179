package postern.tls.cli;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Ends a connection so that what was sent last arrives. The peer sees the end at once; but a socket that is closed
/// while octets of the peer's wait in it makes TCP send a reset (RFC 1122 §4.2.2.13), and a reset overtakes an alert
/// that the peer has not read yet. So these octets are taken in, for a moment.
final class LastWords {
    private static final Duration LIMIT = Duration.ofMillis(500);

    /// A peer that sends without end shall not keep us.
    private static final int MAX_OCTETS = 1 << 20;

    private LastWords() {}

    static void deliver(Socket socket) {
        long end = System.nanoTime() + LIMIT.toNanos();
        var nowhere = new byte[1 << 13];
        try {
            socket.shutdownOutput();
            socket.setSoTimeout((int) LIMIT.toMillis());
            var in = socket.getInputStream();
            int octets = 0;
            for (int n = 0; n >= 0 && octets < MAX_OCTETS && System.nanoTime() < end; n = in.read(nowhere)) {
                octets += n;
            }
        } catch (SocketTimeoutException e) {
            // The peer neither sends nor closes: it has had its time.
        } catch (IOException e) {
            // The peer has reset the connection: it is over anyway.
        }
    }
}
