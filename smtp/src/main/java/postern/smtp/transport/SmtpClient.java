package postern.smtp.transport;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.smtp.transport.ClientPhase.Answers;
import postern.smtp.transport.ClientPhase.Channel;
import postern.smtp.transport.ClientPhase.Transaction;
import postern.smtp.transport.ClientRules.AfterTempfail;
import postern.smtp.transport.ClientRules.Language;
import postern.smtp.transport.Outcome.Persistence;
import postern.smtp.transport.Outcome.Refusal;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.Reply;

/// The client's side of one connection (RFC 5321 §3.3, RFC 2033), as a machine: replies in, actions out. First
/// it comes to an understanding with the server, TLS included; then it delivers one message after another.
///
/// Commands go one at a time. Everything learnt in clear is forgotten when TLS begins, and EHLO is said again (RFC
/// 3207 §4.2).
///
/// Confined to one thread.
public final class SmtpClient {
    private static final int SHUTTING_DOWN = 421;

    private final ClientRules rules;
    private ClientPhase phase;

    /// A client at the beginning of a connection, TLS already begun if the rules say "on connect".
    public SmtpClient(ClientRules rules) {
        this.rules = rules;
        this.phase = new ClientPhase.Greeting(rules.tls() == TlsUse.ON_CONNECT ? Channel.TLS : Channel.CLEAR);
    }

    /// What to do first.
    public Action start() {
        return new Action.Await();
    }

    /// Begins with a message.
    ///
    /// @throws IllegalStateException if the connection is not ready for one
    public Action deliver(Delivery delivery) {
        if (!(phase instanceof ClientPhase.Ready(var extensions, var transaction))) {
            throw new IllegalStateException("not ready for a message: " + phase);
        }
        if (transaction == Transaction.ABANDONED) {
            phase = new ClientPhase.Reset(extensions, delivery);
            return command("RSET");
        }
        return sayMail(extensions, delivery);
    }

    /// Takes leave.
    public Action quit() {
        phase = new ClientPhase.Quit();
        return command("QUIT");
    }

    /// The server's reply has come.
    ///
    /// @throws IllegalStateException if no reply was waited for
    public Action on(Reply reply) {
        if (reply.code() == SHUTTING_DOWN && !(phase instanceof ClientPhase.Quit)) {
            return new Action.Fail(Trouble.lost("SMTP error from remote mail server: " + reply));
        }
        return switch (phase) {
            case ClientPhase.Greeting(var channel) -> onGreeting(channel, reply);
            case ClientPhase.Ehlo(var channel) -> onEhlo(channel, reply);
            case ClientPhase.Helo() ->
                reply.isPositive() ? ready(Extensions.NONE, Transaction.NONE) : refused("HELO", reply);
            case ClientPhase.StartTls(var extensions) -> onStartTls(extensions, reply);
            case ClientPhase.Handshake() -> throw new IllegalStateException("a reply during the TLS handshake");
            case ClientPhase.Ready _ -> throw new IllegalStateException("a reply between two messages");
            case ClientPhase.Reset(var extensions, var delivery) ->
                reply.isPositive() ? sayMail(extensions, delivery) : refused("RSET", reply);
            case ClientPhase.Mail mail -> onMail(mail, reply);
            case ClientPhase.Rcpt rcpt -> onRcpt(rcpt, reply);
            case ClientPhase.Data data -> onData(data, reply);
            case ClientPhase.Text text -> onText(text, reply);
            case ClientPhase.Quit() -> new Action.Close();
        };
    }

    /// The handshake after [Action.StartTls] is done, and the peer is who the policy wanted.
    public Action onTlsEstablished() {
        return sayEhlo(Channel.TLS);
    }

    /// The handshake failed; the connection is of no more use. In clear on a new one, if that is allowed
    /// (requirement 68).
    public Action onTlsFailed(String reason) {
        boolean clear = rules.tls().allowsClear() && rules.afterTempfail() == AfterTempfail.CLEAR;
        return clear
                ? new Action.ReconnectInClear("TLS session: " + reason)
                : new Action.Fail(Trouble.tlsFailed("TLS session: " + reason));
    }

    /// TLS was ended between two messages, and the connection goes on in clear: everything is forgotten
    /// (requirement 81).
    public Action onTlsEnded() {
        return sayEhlo(Channel.CLEAR);
    }

    /// The connection was lost. After QUIT that is no loss.
    public Action onDisconnected(String reason) {
        return phase instanceof ClientPhase.Quit ? new Action.Close() : new Action.Fail(Trouble.lost(reason));
    }

    private Action onGreeting(Channel channel, Reply reply) {
        return reply.isPositive() ? sayEhlo(channel) : refused("initial connection", reply);
    }

    private Action onEhlo(Channel channel, Reply reply) {
        boolean helo = rules.language() == Language.SMTP && rules.tls().allowsClear();
        if (reply.isPermanent() && channel == Channel.CLEAR && helo) {
            phase = new ClientPhase.Helo();
            return command("HELO " + rules.heloName());
        }
        if (!reply.isPositive()) {
            return refused(rules.language().hello(), reply);
        }
        var extensions = Extensions.of(reply);
        boolean wantsTls = channel == Channel.CLEAR && rules.tls() != TlsUse.NONE;
        if (!wantsTls) {
            return ready(extensions, Transaction.NONE);
        }
        if (extensions.has("STARTTLS")) {
            phase = new ClientPhase.StartTls(extensions);
            return command("STARTTLS");
        }
        return rules.tls().allowsClear()
                ? ready(extensions, Transaction.NONE)
                : giveUp(Trouble.tlsRequired("a TLS session is required, but the server did not offer TLS support"));
    }

    /// A refused STARTTLS leaves the connection usable in clear, if that is allowed: always after a 5yz, after
    /// a 4yz by `tls_tempfail_tryclear` (requirement 68).
    private Action onStartTls(Extensions extensions, Reply reply) {
        if (reply.code() == 220) {
            phase = new ClientPhase.Handshake();
            return new Action.StartTls();
        }
        if (!rules.tls().allowsClear()) {
            return giveUp(
                    Trouble.tlsRequired("a TLS session is required, but an attempt to start TLS failed: " + reply));
        }
        return reply.isTransient() && rules.afterTempfail() == AfterTempfail.DEFER
                ? refused("STARTTLS", reply)
                : ready(extensions, Transaction.NONE);
    }

    private Action onMail(ClientPhase.Mail mail, Reply reply) {
        var delivery = mail.delivery();
        if (reply.isPositive()) {
            return sayRcpt(new ClientPhase.Rcpt(mail.extensions(), delivery, Answers.NONE));
        }
        var words = words("MAIL FROM:<" + delivery.sender() + ">", reply);
        var trouble = new Trouble(FailureKind.MAIL_4XX, 0, words, persistence(reply));
        return sent(mail.extensions(), Outcome.failure(delivery.recipients(), trouble));
    }

    private Action onRcpt(ClientPhase.Rcpt rcpt, Reply reply) {
        var delivery = rcpt.delivery();
        var recipient = delivery.recipients().get(rcpt.answers().count());
        var answers = reply.isPositive()
                ? rcpt.answers().accept(recipient, reply.toString())
                : rcpt.answers().refuse(refusal(recipient, "RCPT TO:<" + recipient + ">", FailureKind.RCPT_4XX, reply));
        if (answers.count() < delivery.recipients().size()) {
            return sayRcpt(new ClientPhase.Rcpt(rcpt.extensions(), delivery, answers));
        }
        if (answers.accepted().isEmpty()) {
            return sent(rcpt.extensions(), new Outcome(List.of(), answers.refused(), "no recipient was accepted"));
        }
        phase = new ClientPhase.Data(rcpt.extensions(), answers);
        return command("DATA");
    }

    private Action onData(ClientPhase.Data data, Reply reply) {
        if (reply.isIntermediate()) {
            phase = new ClientPhase.Text(data.extensions(), data.answers(), Answers.NONE);
            return new Action.SendText();
        }
        return sent(data.extensions(), refusedText(data.answers(), "DATA", reply));
    }

    private Action onText(ClientPhase.Text text, Reply reply) {
        if (rules.language() == Language.LMTP) {
            return onLmtpText(text, reply);
        }
        var outcome = reply.isPositive()
                ? new Outcome(text.rcpt().accepted(), text.rcpt().refused(), reply.toString())
                : refusedText(text.rcpt(), "end of data", reply);
        return finished(text.extensions(), outcome);
    }

    /// RFC 2033 §4.2: a reply for each recipient who was accepted, in their order.
    private Action onLmtpText(ClientPhase.Text text, Reply reply) {
        var recipient = text.rcpt().accepted().get(text.text().count());
        var answers = reply.isPositive()
                ? text.text().accept(recipient, reply.toString())
                : text.text().refuse(refusal(recipient, "end of data", FailureKind.DATA_4XX, reply));
        if (answers.count() < text.rcpt().accepted().size()) {
            phase = new ClientPhase.Text(text.extensions(), text.rcpt(), answers);
            return new Action.Await();
        }
        var refused = new Answers(List.of(), text.rcpt().refused(), "");
        for (var refusal : answers.refused()) {
            refused = refused.refuse(refusal);
        }
        return finished(text.extensions(), new Outcome(answers.accepted(), refused.refused(), answers.words()));
    }

    private Action sayEhlo(Channel channel) {
        phase = new ClientPhase.Ehlo(channel);
        return command(rules.language().hello() + " " + rules.heloName());
    }

    /// MAIL with SIZE (RFC 1870 §6) and BODY (RFC 6152 §2), if the server knows them. An 8-bit text goes as it is
    /// to a server that does not: it was so for thirty years, and all of them take it.
    private Action sayMail(Extensions extensions, Delivery delivery) {
        var content = delivery.content();
        if (content.octets() > extensions.maxSize()) {
            phase = new ClientPhase.Ready(extensions, Transaction.NONE);
            var words =
                    "the message has " + content.octets() + " octets; the server takes at most " + extensions.maxSize();
            return new Action.Sent(Outcome.failure(
                    delivery.recipients(), new Trouble(FailureKind.OTHER, 0, words, Persistence.PERMANENT)));
        }
        var line = new StringBuilder("MAIL FROM:<").append(delivery.sender()).append('>');
        if (extensions.has("SIZE")) {
            line.append(" SIZE=").append(content.octets());
        }
        if (extensions.has("8BITMIME") && content.body() == Delivery.Body.EIGHT_BIT) {
            line.append(" BODY=8BITMIME");
        }
        phase = new ClientPhase.Mail(extensions, delivery);
        return command(line.toString());
    }

    private Action sayRcpt(ClientPhase.Rcpt rcpt) {
        phase = rcpt;
        return command(
                "RCPT TO:<" + rcpt.delivery().recipients().get(rcpt.answers().count()) + ">");
    }

    private Action ready(Extensions extensions, Transaction transaction) {
        phase = new ClientPhase.Ready(extensions, transaction);
        return new Action.Ready();
    }

    /// The transaction came to nothing before its text; the server has to be told before the next.
    private Action sent(Extensions extensions, Outcome outcome) {
        phase = new ClientPhase.Ready(extensions, Transaction.ABANDONED);
        return new Action.Sent(outcome);
    }

    private Action finished(Extensions extensions, Outcome outcome) {
        phase = new ClientPhase.Ready(extensions, Transaction.NONE);
        return new Action.Sent(outcome);
    }

    private Action refused(String after, Reply reply) {
        return giveUp(new Trouble(FailureKind.MAIL_4XX, 0, words(after, reply), persistence(reply)));
    }

    private static Action giveUp(Trouble trouble) {
        return new Action.Fail(trouble);
    }

    /// The whole message was refused: so were those recipients who had been accepted.
    private static Outcome refusedText(Answers answers, String after, Reply reply) {
        var all = answers;
        for (Mailbox recipient : answers.accepted()) {
            all = all.refuse(refusal(recipient, after, FailureKind.DATA_4XX, reply));
        }
        return new Outcome(List.of(), all.refused(), words(after, reply));
    }

    private static Refusal refusal(Mailbox recipient, String after, FailureKind kind, Reply reply) {
        return new Refusal(recipient, words(after, reply), persistence(reply), kind);
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
