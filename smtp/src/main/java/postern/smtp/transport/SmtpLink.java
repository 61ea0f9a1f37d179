package postern.smtp.transport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import postern.smtp.io.TlsLayer;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.message.Protection;
import postern.smtp.transport.Outcome.Persistence;
import postern.smtp.wire.DotWriter;
import postern.smtp.wire.ReplyReader;
import postern.smtp.wire.WireInput;

/// A connection to a server, from connecting to closing: carries out the actions of its [SmtpClient] over a
/// socket, whose streams TLS replaces. The network's failures are told to the machine; its last word is the
/// result.
///
/// Confined to one thread at a time.
public final class SmtpLink implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    /// Exim's numbers are those of its system.
    private static final int CONNECTION_REFUSED = 111;

    private static final int TIMED_OUT = 110;

    private final Socket socket;
    private final TlsUpgrade tls;
    private final SmtpClient client;
    private Optional<TlsLayer> channel = Optional.empty();
    private WireInput in;
    private OutputStream out;

    private SmtpLink(Socket socket, TlsUpgrade tls, SmtpClient client) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.client = client;
        this.in = new WireInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /// How long we wait.
    ///
    /// @param connect for a connection
    /// @param reply for each reply
    public record Patience(Duration connect, Duration reply) {
        /// RFC 5321 §4.5.3.2.1 to .3 ask for five minutes before the message, and no server that works needs
        /// that long to take a connection; .6 for ten after it.
        public static final Patience STANDARD = new Patience(Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    /// A server and how to talk to it.
    public record Target(InetSocketAddress address, ClientRules rules, TlsUpgrade tls, Patience patience) {
        /// The same with other rules.
        Target with(ClientRules other) {
            return new Target(address, other, tls, patience);
        }
    }

    /// A connection, or why there is none.
    public sealed interface Opening {
        /// Ready for messages.
        record Open(SmtpLink link) implements Opening {}

        /// Another connection has to be opened, without TLS.
        record InClear(String because) implements Opening {}

        /// Not now, or never.
        record Failed(Trouble trouble) implements Opening {}
    }

    /// Connects, and comes to an understanding.
    public static Opening open(Target target) {
        var client = new SmtpClient(target.rules());
        var socket = new Socket();
        try {
            socket.connect(
                    target.address(),
                    Math.toIntExact(target.patience().connect().toMillis()));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(target.patience().reply().toMillis()));
            var link = new SmtpLink(socket, target.tls(), client);
            return link.greet(target.rules().tls());
        } catch (IOException e) {
            closeQuietly(socket);
            return new Opening.Failed(connectTrouble(target.address(), e));
        }
    }

    /// What protects the connection.
    public Optional<Protection> protection() {
        return channel.map(TlsLayer::protection);
    }

    /// Delivers a message.
    ///
    /// @return [Action.Sent], or [Action.Fail] after which the link is of no more use
    /// @throws IOException if the message itself cannot be read
    public Action deliver(Delivery delivery, MessageText text) throws IOException {
        try {
            return run(client.deliver(delivery), text);
        } catch (MessageUnreadableException e) {
            throw e.reason();
        }
    }

    /// Ends TLS and greets in clear, so that everything can begin anew (requirement 81).
    ///
    /// @return whether the link is ready again
    public boolean restartTls() {
        if (channel.isEmpty()) {
            return true;
        }
        try {
            out.flush();
            channel.get().end();
            channel = Optional.empty();
            in = new WireInput(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            return runWithoutText(client.onTlsEnded()) instanceof Action.Ready;
        } catch (IOException e) {
            return false;
        }
    }

    /// QUIT, and out. A peer that has already gone does not mind.
    @Override
    public void close() {
        try (socket) {
            if (!socket.isClosed()) {
                runWithoutText(client.quit());
                endTls();
            }
        } catch (IOException e) {
            // All that was to be known is known.
            closeQuietly(socket);
        }
    }

    /// Out, without a word: to be used after a failure.
    void abort() {
        closeQuietly(socket);
    }

    private Opening greet(TlsUse use) {
        var begin = use == TlsUse.ON_CONNECT ? handshake() : Optional.<String>empty();
        var action = runWithoutText(begin.map(client::onTlsFailed).orElseGet(client::start));
        return switch (action) {
            case Action.Ready _ -> new Opening.Open(this);
            case Action.ReconnectInClear(var because) -> {
                abort();
                yield new Opening.InClear(because);
            }
            case Action.Fail(var trouble) -> {
                leaveAfter(trouble);
                yield new Opening.Failed(trouble);
            }
            default -> throw new IllegalStateException("a greeting ended with " + action);
        };
    }

    /// A server that refused politely gets its QUIT; one that is lost does not wait for it.
    private void leaveAfter(Trouble trouble) {
        boolean alive = trouble.code() != Trouble.CLOSED && trouble.code() != Trouble.TLS_FAILURE;
        if (alive) {
            close();
        } else {
            abort();
        }
    }

    private Action runWithoutText(Action first) {
        try {
            return run(first, InputStream::nullInputStream);
        } catch (MessageUnreadableException e) {
            throw new IllegalStateException("nothing was to be sent", e);
        }
    }

    /// Acts until the machine has come to a result.
    private Action run(Action first, MessageText text) throws MessageUnreadableException {
        var action = first;
        while (true) {
            try {
                switch (action) {
                    case Action.Await() -> action = reply();
                    case Action.Command(var line) -> {
                        out.write(line.toArray());
                        action = reply();
                    }
                    case Action.StartTls() -> {
                        var failure = injection().or(this::handshake);
                        action = failure.map(client::onTlsFailed).orElseGet(client::onTlsEstablished);
                    }
                    case Action.SendText() -> {
                        sendText(text);
                        action = reply();
                    }
                    default -> {
                        return action;
                    }
                }
            } catch (SocketTimeoutException e) {
                return new Action.Fail(new Trouble(
                        FailureKind.TIMEOUT, TIMED_OUT, "timeout while waiting for a reply", Persistence.TEMPORARY));
            } catch (IOException e) {
                action = client.onDisconnected(reasonOf(e));
            }
        }
    }

    private Action reply() throws IOException {
        out.flush();
        var reply = new ReplyReader(in).next();
        return reply.map(client::on)
                .orElseGet(() -> client.onDisconnected("Remote host closed connection in response to our command"));
    }

    /// What comes after the 220 and before the handshake was not said by the server that TLS will show us.
    private Optional<String> injection() {
        return in.discard() > 0
                ? Optional.of("the server sent data between its 220 to STARTTLS and the TLS handshake")
                : Optional.empty();
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

    private void sendText(MessageText text) throws IOException, MessageUnreadableException {
        var writer = new DotWriter(out);
        var buffer = new byte[BUFFER];
        try (var message = openText(text)) {
            for (int n = read(message, buffer); n >= 0; n = read(message, buffer)) {
                writer.write(buffer, 0, n);
            }
        }
        writer.finish();
    }

    private static InputStream openText(MessageText text) throws MessageUnreadableException {
        try {
            return text.open();
        } catch (IOException e) {
            throw new MessageUnreadableException(e);
        }
    }

    private static int read(InputStream message, byte[] buffer) throws MessageUnreadableException {
        try {
            return message.read(buffer);
        } catch (IOException e) {
            throw new MessageUnreadableException(e);
        }
    }

    private void endTls() throws IOException {
        if (channel.isPresent()) {
            channel.get().endOutput();
        }
    }

    private static Trouble connectTrouble(InetSocketAddress address, IOException e) {
        return switch (e) {
            case ConnectException _ ->
                new Trouble(
                        FailureKind.REFUSED, CONNECTION_REFUSED, address + ": " + reasonOf(e), Persistence.TEMPORARY);
            case SocketTimeoutException _ ->
                new Trouble(
                        FailureKind.TIMEOUT_CONNECT,
                        TIMED_OUT,
                        address + ": Connection timed out",
                        Persistence.TEMPORARY);
            default -> Trouble.lost(address + ": " + reasonOf(e));
        };
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use, and that is all that closing it says.
            return;
        }
    }

    static String reasonOf(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
