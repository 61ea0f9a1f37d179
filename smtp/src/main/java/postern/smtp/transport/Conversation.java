package postern.smtp.transport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import postern.smtp.io.TlsLayer;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.wire.DotWriter;
import postern.smtp.wire.ReplyReader;
import postern.smtp.wire.WireInput;

/// One connection of [SmtpConnection]: carries out the machine's actions over its streams, which TLS replaces.
///
/// Confined to one thread; the socket belongs to the caller.
final class Conversation {
    private static final int BUFFER = 16 * 1024;

    private final Socket socket;
    private final TlsUpgrade tls;
    private final SmtpClient client;
    private final MessageText text;
    private Optional<TlsLayer> channel = Optional.empty();
    private WireInput in;
    private OutputStream out;

    Conversation(Socket socket, TlsUpgrade tls, SmtpClient client, MessageText text) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.client = client;
        this.text = text;
        this.in = new WireInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /// Speaks until the machine wants this connection closed, and returns its last action.
    Action run(TlsUse use) throws IOException, MessageUnreadableException {
        var begin = use == TlsUse.ON_CONNECT ? handshake() : Optional.<String>empty();
        var action = begin.map(client::onTlsFailed).orElseGet(client::start);
        while (true) {
            switch (action) {
                case Action.Await() -> action = reply();
                case Action.Command(var line) -> {
                    out.write(line.toArray());
                    action = reply();
                }
                case Action.StartTls() -> {
                    refuseInjection();
                    action = handshake().map(client::onTlsFailed).orElseGet(client::onTlsEstablished);
                }
                case Action.SendText() -> {
                    sendText();
                    action = reply();
                }
                case Action.ReconnectInClear _, Action.Finish _ -> {
                    closeTls();
                    return action;
                }
            }
        }
    }

    private Action reply() throws IOException {
        out.flush();
        var reply = new ReplyReader(in).next();
        return reply.map(client::on).orElseGet(() -> client.onDisconnected("the server closed the connection"));
    }

    /// What comes after the 220 and before the handshake was not said by the server that TLS will show us.
    private void refuseInjection() throws IOException {
        if (in.discard() > 0) {
            throw new IOException("the server sent data between its 220 to STARTTLS and the TLS handshake");
        }
    }

    /// Nothing, or why there is no TLS.
    private Optional<String> handshake() {
        try {
            var begun = tls.start(socket);
            in = new WireInput(begun.input());
            out = new BufferedOutputStream(begun.output(), BUFFER);
            channel = Optional.of(begun);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(reasonOf(e));
        }
    }

    private void sendText() throws IOException, MessageUnreadableException {
        var writer = new DotWriter(out);
        var buffer = new byte[BUFFER];
        try (var message = text.open()) {
            for (int n = read(message, buffer); n >= 0; n = read(message, buffer)) {
                writer.write(buffer, 0, n);
            }
        }
        writer.finish();
    }

    private static int read(InputStream message, byte[] buffer) throws MessageUnreadableException {
        try {
            return message.read(buffer);
        } catch (IOException e) {
            throw new MessageUnreadableException(e);
        }
    }

    /// The outcome is known; a peer that has already gone cannot change it.
    private void closeTls() {
        try {
            if (channel.isPresent()) {
                channel.get().end();
            }
        } catch (IOException e) {
            channel = Optional.empty();
        }
    }

    static String reasonOf(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
