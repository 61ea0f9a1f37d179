package postern.smtp.io;

import java.io.IOException;
import java.net.Socket;

/// How a connection gets its TLS: which side we are, our certificate, what we accept.
@FunctionalInterface
public interface TlsUpgrade {
    /// Shakes hands.
    ///
    /// @throws IOException if that fails, with the reason in words; the TCP connection stays open
    TlsLayer start(Socket socket) throws IOException;
}
