package postern.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import postern.smtp.wire.Reply;
import postern.smtp.wire.ReplyReader;
import postern.smtp.wire.WireInput;

/// A client that sends exactly what the test says, right or wrong.
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final ReplyReader replies;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        replies = new ReplyReader(new WireInput(socket.getInputStream()));
    }

    /// Sends octets, one per character, in one segment.
    public RawClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
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

    /// The socket, for tests that do something unusual with it.
    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
