package postern.smtp.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import postern.smtp.message.Protection;

/// A TLS session that runs on a connection.
public interface TlsLayer {
    /// What the peer sends inside; at its end, the peer has said close_notify.
    InputStream input();

    /// What the peer shall get inside.
    OutputStream output();

    /// What was agreed.
    Protection protection();

    /// Says close_notify and waits, not for long, for the peer's. The TCP connection stays open.
    void end() throws IOException;
}
