package postern.tls.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import postern.tls.TlsConfig;

/// Listens for connections that begin with TLS.
public final class TlsServerSocket implements AutoCloseable {
    /// Connections that the operating system has accepted and we have not. A short queue turns a burst of clients into
    /// delays of a second each, while their SYN is sent again.
    private static final int BACKLOG = 4096;

    private final ServerSocket listener;
    private final TlsConfig config;

    private TlsServerSocket(ServerSocket listener, TlsConfig config) {
        this.listener = listener;
        this.config = config;
    }

    /// Listens at an address; port 0 is any free port.
    public static TlsServerSocket bind(InetSocketAddress address, TlsConfig config) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        return new TlsServerSocket(listener, config);
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /// Waits for a client. Its handshake has not begun: that is for the client's own thread.
    public TlsSocket accept() throws IOException {
        Socket socket = listener.accept();
        return TlsSocket.server(socket, config);
    }

    /// Stops listening; connections go on.
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
