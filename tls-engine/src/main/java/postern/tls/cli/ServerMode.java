package postern.tls.cli;

import java.io.IOException;
import postern.tls.io.TlsSocket;

/// What the server says inside a connection. Shared by all connections; [#serve] runs on each one's own thread.
@FunctionalInterface
public interface ServerMode {
    /// Serves one connection, whose handshake is done, until there is nothing more to say. Closes nothing.
    void serve(TlsSocket tls) throws IOException;
}
