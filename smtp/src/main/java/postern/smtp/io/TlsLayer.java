package postern.smtp.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import postern.smtp.message.Protection;
import postern.tls.TlsSession;
import postern.tls.io.TlsSocket;

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

    /// Says close_notify and does not wait: for a connection that is closed next.
    default void endOutput() throws IOException {
        end();
    }

    /// Our own TLS, after its handshake.
    static TlsLayer over(TlsSocket socket, TlsSession session) {
        return over(
                socket,
                new Protection(
                        session.version().displayName(),
                        session.cipherSuite().openSslName(),
                        session.cipherSuite().bits(),
                        session.serverName()));
    }

    /// Our own TLS, after its handshake, with what is to be said of it.
    static TlsLayer over(TlsSocket socket, Protection protection) {
        return new TlsLayer() {
            @Override
            public InputStream input() {
                return socket.inputStream();
            }

            @Override
            public OutputStream output() {
                return socket.outputStream();
            }

            @Override
            public Protection protection() {
                return protection;
            }

            @Override
            public void end() throws IOException {
                socket.closeTls();
            }

            @Override
            public void endOutput() throws IOException {
                socket.endOutput();
            }
        };
    }
}
