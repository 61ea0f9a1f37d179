package postern.smtp.transport;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.smtp.transport.ClientPhase.Channel;
import postern.smtp.transport.Outcome.Persistence;
import postern.smtp.transport.Outcome.Refusal;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.Reply;

/// The conversation that delivers one message (RFC 5321 §3.3), as a machine: replies in, actions out.
///
/// Commands go one at a time. Everything learnt in clear is forgotten when TLS begins, and EHLO is said again (RFC
/// 3207 §4.2).
///
/// Confined to one thread.
public final class SmtpClient {
    private final Delivery delivery;
    private ClientPhase phase;

    /// A client at the beginning of a connection, TLS already begun if the delivery says "on connect".
    public SmtpClient(Delivery delivery) {
        this.delivery = delivery;
        this.phase = new ClientPhase.Greeting(delivery.tls() == TlsUse.ON_CONNECT ? Channel.TLS : Channel.CLEAR);
    }

    /// What to do first.
    public Action start() {
        return new Action.Await();
    }

    /// The server's reply has come.
    ///
    /// @throws IllegalStateException if no reply was waited for
    public Action on(Reply reply) {
        return switch (phase) {
            case ClientPhase.Greeting(var channel) -> onGreeting(channel, reply);
            case ClientPhase.Ehlo(var channel) -> onEhlo(channel, reply);
            case ClientPhase.Helo() -> onHelo(reply);
            case ClientPhase.StartTls(var extensions) -> onStartTls(extensions, reply);
            case ClientPhase.Handshake() -> throw new IllegalStateException("a reply during the TLS handshake");
            case ClientPhase.Mail() -> onMail(reply);
            case ClientPhase.Rcpt rcpt -> onRcpt(rcpt, reply);
            case ClientPhase.Data data -> onData(data, reply);
            case ClientPhase.Text text -> onText(text, reply);
            case ClientPhase.Quit(var outcome) -> new Action.Finish(outcome);
        };
    }

    /// The handshake after [Action.StartTls] is done, and the peer is who the policy wanted.
    public Action onTlsEstablished() {
        return sayEhlo(Channel.TLS);
    }

    /// The handshake failed; the connection is of no more use. In clear on a new one, if the delivery may
    /// (requirement 68).
    public Action onTlsFailed(String reason) {
        return delivery.tls().allowsClear()
                ? new Action.ReconnectInClear(delivery.with(TlsUse.NONE), "TLS session: " + reason)
                : fail("TLS session: " + reason, Persistence.TEMPORARY);
    }

    /// The connection was lost. After QUIT that is no loss.
    public Action onDisconnected(String reason) {
        return phase instanceof ClientPhase.Quit(var outcome)
                ? new Action.Finish(outcome)
                : fail(reason, Persistence.TEMPORARY);
    }

    private Action onGreeting(Channel channel, Reply reply) {
        return reply.isPositive() ? sayEhlo(channel) : refused("initial connection", reply);
    }

    private Action onEhlo(Channel channel, Reply reply) {
        if (reply.isPermanent() && channel == Channel.CLEAR && delivery.tls().allowsClear()) {
            phase = new ClientPhase.Helo();
            return command("HELO " + delivery.heloName());
        }
        if (!reply.isPositive()) {
            return refused("EHLO", reply);
        }
        var extensions = Extensions.of(reply);
        boolean wantsTls = channel == Channel.CLEAR && delivery.tls() != TlsUse.NONE;
        if (!wantsTls) {
            return sayMail(extensions);
        }
        if (extensions.has("STARTTLS")) {
            phase = new ClientPhase.StartTls(extensions);
            return command("STARTTLS");
        }
        return delivery.tls().allowsClear()
                ? sayMail(extensions)
                : quit(Outcome.failure(
                        delivery.recipients(),
                        "a TLS session is required, but the server did not offer TLS support",
                        Persistence.TEMPORARY));
    }

    private Action onHelo(Reply reply) {
        return reply.isPositive() ? sayMail(Extensions.NONE) : refused("HELO", reply);
    }

    /// A refused STARTTLS leaves the connection usable in clear, if the delivery may (requirement 68).
    private Action onStartTls(Extensions extensions, Reply reply) {
        if (reply.code() == 220) {
            phase = new ClientPhase.Handshake();
            return new Action.StartTls();
        }
        return delivery.tls().allowsClear()
                ? sayMail(extensions)
                : quit(Outcome.failure(
                        delivery.recipients(),
                        "a TLS session is required, but an attempt to start TLS failed: " + reply,
                        Persistence.TEMPORARY));
    }

    private Action onMail(Reply reply) {
        if (!reply.isPositive()) {
            return refused("MAIL FROM:<" + delivery.sender() + ">", reply);
        }
        return sayRcpt(List.of(), List.of());
    }

    private Action onRcpt(ClientPhase.Rcpt rcpt, Reply reply) {
        var recipient = delivery.recipients().get(rcpt.answered());
        var accepted = new ArrayList<>(rcpt.accepted());
        var refused = new ArrayList<>(rcpt.refused());
        if (reply.isPositive()) {
            accepted.add(recipient);
        } else {
            refused.add(new Refusal(recipient, words("RCPT TO:<" + recipient + ">", reply), persistence(reply)));
        }
        if (accepted.size() + refused.size() < delivery.recipients().size()) {
            return sayRcpt(accepted, refused);
        }
        if (accepted.isEmpty()) {
            return quit(new Outcome(List.of(), refused, "no recipient was accepted"));
        }
        phase = new ClientPhase.Data(accepted, refused);
        return command("DATA");
    }

    private Action onData(ClientPhase.Data data, Reply reply) {
        if (!reply.isIntermediate()) {
            return refusedText(data.accepted(), data.refused(), words("DATA", reply), persistence(reply));
        }
        phase = new ClientPhase.Text(data.accepted(), data.refused());
        return new Action.SendText();
    }

    private Action onText(ClientPhase.Text text, Reply reply) {
        return reply.isPositive()
                ? quit(new Outcome(text.accepted(), text.refused(), reply.toString()))
                : refusedText(text.accepted(), text.refused(), words("end of data", reply), persistence(reply));
    }

    private Action sayEhlo(Channel channel) {
        phase = new ClientPhase.Ehlo(channel);
        return command("EHLO " + delivery.heloName());
    }

    /// MAIL with SIZE (RFC 1870 §6) and BODY (RFC 6152 §2), if the server knows them. An 8-bit text goes as it is
    /// to a server that does not: it was so for thirty years, and all of them take it.
    private Action sayMail(Extensions extensions) {
        var content = delivery.content();
        if (content.octets() > extensions.maxSize()) {
            return quit(Outcome.failure(
                    delivery.recipients(),
                    "the message has " + content.octets() + " octets; the server takes at most " + extensions.maxSize(),
                    Persistence.PERMANENT));
        }
        var line = new StringBuilder("MAIL FROM:<").append(delivery.sender()).append('>');
        if (extensions.has("SIZE")) {
            line.append(" SIZE=").append(content.octets());
        }
        if (extensions.has("8BITMIME") && content.body() == Delivery.Body.EIGHT_BIT) {
            line.append(" BODY=8BITMIME");
        }
        phase = new ClientPhase.Mail();
        return command(line.toString());
    }

    private Action sayRcpt(List<Mailbox> accepted, List<Refusal> refused) {
        var rcpt = new ClientPhase.Rcpt(List.copyOf(accepted), List.copyOf(refused));
        phase = rcpt;
        return command("RCPT TO:<" + delivery.recipients().get(rcpt.answered()) + ">");
    }

    private Action refused(String after, Reply reply) {
        return quit(Outcome.failure(delivery.recipients(), words(after, reply), persistence(reply)));
    }

    /// The whole message was refused: so were those recipients who had been accepted.
    private Action refusedText(List<Mailbox> accepted, List<Refusal> refused, String reason, Persistence persistence) {
        var all = new ArrayList<>(refused);
        accepted.forEach(recipient -> all.add(new Refusal(recipient, reason, persistence)));
        return quit(new Outcome(List.of(), all, reason));
    }

    private Action quit(Outcome outcome) {
        phase = new ClientPhase.Quit(outcome);
        return command("QUIT");
    }

    private Action fail(String reason, Persistence persistence) {
        return new Action.Finish(Outcome.failure(delivery.recipients(), reason, persistence));
    }

    private static Action command(String line) {
        return new Action.Command(Bytes.utf8(line + "\r\n"));
    }

    private static String words(String after, Reply reply) {
        return "SMTP error from remote mail server after " + after + ": " + reply;
    }

    private static Persistence persistence(Reply reply) {
        return reply.isPermanent() ? Persistence.PERMANENT : Persistence.TEMPORARY;
    }
}
