package postern.tls.cli;

import java.io.IOException;
import java.net.Socket;

/// What is said in clear before TLS begins, as SMTP's STARTTLS.
@FunctionalInterface
public interface Prelude {
    /// Nothing: the first octet is TLS.
    Prelude NONE = socket -> {};

    /// Says it, and leaves the socket where the ClientHello comes next.
    ///
    /// @throws IOException if the peer does not want to go on to TLS
    void perform(Socket socket) throws IOException;
}
