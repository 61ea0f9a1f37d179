package postern.smtp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import postern.smtp.io.TlsUpgrade;

/// Delivers over real sockets: does what [SmtpClient] says, and tells it what happened. Blocking; for virtual
/// threads.
public final class SmtpConnection {
    /// RFC 5321 §4.5.3.2.1 to .3 ask for five minutes; no server that works needs that long.
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    /// RFC 5321 §4.5.3.2.6: a server may think for ten minutes before it takes a message.
    private static final Duration REPLY_LIMIT = Duration.ofMinutes(10);

    private final InetSocketAddress server;
    private final TlsUpgrade tls;

    /// A way to a server. Nothing is opened before [#deliver].
    public SmtpConnection(InetSocketAddress server, TlsUpgrade tls) {
        this.server = server;
        this.tls = tls;
    }

    /// Delivers one message, over one connection, or over a second one in clear where the delivery allows that
    /// and TLS failed. Every failure of the network is an outcome, none an exception.
    ///
    /// @throws IOException if the message itself cannot be read
    public Outcome deliver(Delivery delivery, MessageText text) throws IOException {
        var action = attempt(delivery, text);
        if (action instanceof Action.ReconnectInClear clear) {
            action = attempt(clear.delivery(), text);
        }
        if (action instanceof Action.Finish(var outcome)) {
            return outcome;
        }
        throw new IllegalStateException("a connection ended with " + action);
    }

    /// One connection, up to the action that ends it.
    private Action attempt(Delivery delivery, MessageText text) throws IOException {
        var client = new SmtpClient(delivery);
        try (var socket = new Socket()) {
            socket.connect(server, Math.toIntExact(CONNECT_LIMIT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(REPLY_LIMIT.toMillis()));
            return new Conversation(socket, tls, client, text).run(delivery.tls());
        } catch (MessageUnreadableException e) {
            throw e.reason();
        } catch (IOException e) {
            return client.onDisconnected(server + ": " + Conversation.reasonOf(e));
        }
    }
}
