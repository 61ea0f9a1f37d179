package postern.smtp.io;

import java.io.IOException;
import java.net.Socket;
import postern.tls.TlsConfig;
import postern.tls.io.TlsSocket;

/// How a connection gets its TLS: which side we are, our certificate, what we accept.
@FunctionalInterface
public interface TlsUpgrade {
    /// Shakes hands.
    ///
    /// @throws IOException if that fails, with the reason in words; the TCP connection stays open
    TlsLayer start(Socket socket) throws IOException;

    /// The server's side.
    static TlsUpgrade server(TlsConfig config) {
        return socket -> {
            var tls = TlsSocket.server(socket, config);
            return TlsLayer.over(tls, tls.handshake());
        };
    }
}
