package postern.smtp.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.smtp.wire.Reply;
import postern.smtp.wire.ReplyReader;
import postern.smtp.wire.WireInput;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.io.TlsSocket;

/// A client that sends exactly what the test says, right or wrong.
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private WireInput input;
    private ReplyReader replies;
    private OutputStream output;
    private @Nullable TlsSocket tls;

    /// Connects to a loopback port.
    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        output = socket.getOutputStream();
        input = new WireInput(socket.getInputStream());
        replies = new ReplyReader(input);
    }

    /// Sends octets, one per character, in one segment.
    public RawClient send(String octets) throws IOException {
        output.write(octets.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// The next reply in one line, or `EOF`.
    public String reply() throws IOException {
        return replies.next().map(Reply::toString).orElse("EOF");
    }

    /// Sends octets and reads the reply.
    public String ask(String octets) throws IOException {
        return send(octets).reply();
    }

    /// Sends a line and reads the reply.
    public String say(String line) throws IOException {
        return send(line + "\r\n").reply();
    }

    /// Reads the greeting and agrees on everything up to the first recipient.
    public RawClient addressed() throws IOException {
        reply();
        say("EHLO client.test");
        say("MAIL FROM:<a@b.test>");
        say("RCPT TO:<c@d.test>");
        return this;
    }

    /// Begins TLS; what is sent and read from now on goes through it.
    public TlsSession secure(TlsConfig config) throws IOException {
        if (input.buffered() > 0) {
            throw new IllegalStateException("the server said more than was read");
        }
        tls = TlsSocket.client(socket, config);
        var session = tls.handshake();
        output = tls.outputStream();
        input = new WireInput(tls.inputStream());
        replies = new ReplyReader(input);
        return session;
    }

    /// Says close_notify, waits for the server's, and goes on in clear.
    public void endTls() throws IOException {
        if (tls == null) {
            throw new IllegalStateException("there is no TLS to end");
        }
        tls.closeTls();
        output = socket.getOutputStream();
        input = new WireInput(socket.getInputStream());
        replies = new ReplyReader(input);
    }

    /// Takes raw octets instead of a reply.
    public Bytes octets(int count) throws IOException {
        return Bytes.adopt(socket.getInputStream().readNBytes(count));
    }

    /// The socket, for tests that do something unusual with it.
    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
