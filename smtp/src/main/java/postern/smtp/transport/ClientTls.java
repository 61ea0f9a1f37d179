package postern.smtp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// The client's door to TLS: makes a channel of a connected socket, or says why not.
@FunctionalInterface
public interface ClientTls {
    /// Does the handshake and checks who answered.
    ///
    /// @throws IOException if there is no channel; its message goes into the outcome and the log
    Channel begin(Socket socket) throws IOException;

    /// An established channel. Closing it says close_notify and leaves the socket open.
    interface Channel {
        /// What the server says.
        InputStream inputStream() throws IOException;

        /// What the client says.
        OutputStream outputStream() throws IOException;

        /// Says close_notify.
        void closeTls() throws IOException;
    }
}
