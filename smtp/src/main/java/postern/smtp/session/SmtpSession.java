package postern.smtp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.Verdict;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.Greeting;
import postern.smtp.message.MessageId;
import postern.smtp.message.Peer;
import postern.smtp.message.Protection;
import postern.smtp.wire.Command;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Reply;
import postern.smtp.wire.ReversePath;

/// The server's side of one SMTP session: each command, in the phase in which it comes, gives an action and the
/// next phase. Reply texts are Exim's, which log analysers know.
///
/// Confined to the connection's thread.
public final class SmtpSession {
    /// The answer to everything but QUIT after a failed handshake.
    static final Reply SECURITY_FAILURE = Reply.of(554, "Security failure");

    private static final Reply HELLO_REQUIRED = Reply.of(503, "HELO or EHLO required");
    private static final Reply CANNOT_VERIFY = Reply.of(252, "Cannot VRFY user, but will accept message for it");
    private static final Reply TOO_LARGE = Reply.of(552, "Message size exceeds maximum permitted");
    private static final Reply CHUNKS_UNFINISHED = Reply.of(503, "BDAT without LAST: more chunks, or RSET, expected");

    /// A chunk beyond the size limit is read and dropped, so that the client gets its answer; one this many times
    /// as large is not worth the wait.
    private static final int MAX_OVERSIZE = 2;

    private final SessionPolicy policy;
    private final Peer peer;
    private final Tally tally;
    private Phase phase = new Phase.Connected();
    private Optional<Protection> protection = Optional.empty();
    private boolean discarding;

    /// A session in clear with a client that has just connected.
    public SmtpSession(SessionPolicy policy, Peer peer) {
        this.policy = policy;
        this.peer = peer;
        this.tally = new Tally(policy.limits().commands());
    }

    /// Where the session stands.
    public Phase phase() {
        return phase;
    }

    /// What is known about the client.
    public Arrival arrival() {
        return new Arrival(peer, greeting(), protection);
    }

    /// The client has connected: whether it is welcome, and how it is greeted.
    public Action begin(Reply banner) {
        var verdict = policy.decide(AclHook.CONNECT, Occasion.of(arrival()));
        return verdict.isPositive() ? say(verdict.reply(banner)) : drop(verdict.reply(banner));
    }

    /// The connection ends without QUIT.
    public void lost(String why) {
        if (!(phase instanceof Phase.Closed)) {
            phase = new Phase.Closed();
            policy.decide(AclHook.NOTQUIT, occasion().because(why));
        }
    }

    /// What is known at this moment.
    public Occasion occasion() {
        var base = Occasion.of(arrival());
        return switch (phase) {
            case Phase.SenderKnown(var _, var sender) -> base.from(sender);
            case Phase.RecipientsKnown(var _, var envelope) -> known(base, envelope);
            case Phase.Receiving(var _, var envelope) -> known(base, envelope);
            case Phase.Chunking(var _, var envelope, var _) -> known(base, envelope);
            default -> base;
        };
    }

    private static Occasion known(Occasion base, Envelope envelope) {
        return base.from(envelope.sender()).withAccepted(envelope.recipients().size());
    }

    /// The handshake succeeded: nothing said before counts (RFC 3207 §4.2).
    public void secured(Protection agreed) {
        protection = Optional.of(agreed);
        phase = new Phase.Connected();
    }

    /// TLS cannot be begun, for a reason of ours. The client wanted it, so it must not go on in clear (RFC 3207
    /// §4.1 leaves to it what to do; the manual's rule is that it is not served any more).
    public Reply unavailable() {
        insecure();
        return Reply.of(454, "TLS currently unavailable");
    }

    /// The handshake failed: nothing but QUIT is possible any more.
    public void insecure() {
        protection = Optional.empty();
        phase = new Phase.Insecure();
    }

    /// The client ended TLS and goes on in clear: nothing said inside counts.
    public void cleared() {
        protection = Optional.empty();
        phase = new Phase.Connected();
    }

    /// The message is stored. Ends the transaction and gives the answer.
    public Reply stored(MessageId id) {
        tally.worked();
        endTransaction();
        return Reply.of(250, "OK id=" + id);
    }

    /// The message is not stored, for the reason given. Ends the transaction.
    public Reply refused(Reply why) {
        endTransaction();
        return why;
    }

    /// Decides about one command.
    public Action on(Command command) {
        var tooMany = tally.count(command);
        if (tooMany.isPresent()) {
            return hangUp(tooMany.get());
        }
        var action = respond(command);
        if (action instanceof Action.Say(var reply)) {
            return tally.count(reply).map(this::hangUp).orElse(action);
        }
        return action;
    }

    private Action respond(Command command) {
        if (phase instanceof Phase.Insecure && !(command instanceof Command.Quit)) {
            return new Action.Say(SECURITY_FAILURE);
        }
        return switch (command) {
            case Command.Helo(var name) -> hello(new Greeting(Greeting.Kind.HELO, name));
            case Command.Ehlo(var name) -> hello(new Greeting(Greeting.Kind.EHLO, name));
            case Command.StartTls _ -> startTls();
            case Command.Mail mail -> mail(mail);
            case Command.Rcpt rcpt -> rcpt(rcpt);
            case Command.Data _ -> data();
            case Command.Bdat bdat -> bdat(bdat);
            case Command.Rset _ -> {
                endTransaction();
                yield say(Reply.of(250, "Reset OK"));
            }
            case Command.Noop _ -> say(Reply.of(250, "OK"));
            case Command.Help _ -> say(help());
            // RFC 5321 §3.5.3: 252 for an address that is not checked, so that none can be guessed.
            case Command.Vrfy _ -> ask(AclHook.VRFY, occasion(), CANNOT_VERIFY);
            case Command.Auth _ -> say(Reply.of(503, "AUTH command used when not advertised"));
            case Command.Expn _ -> say(Reply.of(550, "EXPN not available"));
            case Command.Quit _ -> quit();
            case Command.Unknown _ -> say(Reply.of(500, "unrecognized command"));
            case Command.Malformed(var why) -> say(why);
            case Command.OutOfStep(var why) -> hangUp(why);
        };
    }

    /// Also within a transaction, which it ends (RFC 5321 §4.1.4).
    private Action hello(Greeting greeting) {
        var asking = new Arrival(peer, Optional.of(greeting), protection);
        var verdict = policy.decide(AclHook.HELO, Occasion.of(asking));
        if (!verdict.isPositive()) {
            return refuse(verdict);
        }
        endTransaction();
        phase = new Phase.Greeted(greeting);
        var usual = policy.hostName() + " Hello " + greeting.name() + " [" + peer.address() + "]";
        var first = verdict.reply(Reply.of(250, usual));
        if (greeting.kind() == Greeting.Kind.HELO) {
            return say(first);
        }
        var lines = new ArrayList<>(first.lines());
        for (var extension : policy.extensions(arrival())) {
            switch (extension) {
                case SIZE -> lines.add("SIZE " + policy.limits().messageSize());
                case STARTTLS -> {
                    if (protection.isEmpty()) {
                        lines.add(extension.keyword());
                    }
                }
                default -> lines.add(extension.keyword());
            }
        }
        lines.add("HELP");
        return say(new Reply(250, lines));
    }

    private Action quit() {
        var verdict = policy.decide(AclHook.QUIT, occasion());
        var usual = Reply.of(221, policy.hostName() + " closing connection");
        return hangUp(verdict.isPositive() ? verdict.reply(usual) : usual);
    }

    private Action startTls() {
        if (protection.isPresent()) {
            return say(Reply.of(554, "Already in TLS"));
        }
        var client = greeting().filter(g -> g.kind() == Greeting.Kind.EHLO);
        if (client.isEmpty() || !offersStartTls()) {
            return say(Reply.of(503, "STARTTLS command used when not advertised"));
        }
        var verdict = policy.decide(AclHook.STARTTLS, occasion());
        if (!verdict.isPositive()) {
            return refuse(verdict);
        }
        phase = new Phase.Negotiating(client.get());
        return new Action.StartTls(Reply.of(220, "TLS go ahead"));
    }

    private boolean offersStartTls() {
        return protection.isEmpty() && policy.extensions(arrival()).contains(ServiceExtension.STARTTLS);
    }

    private Action mail(Command.Mail mail) {
        return switch (phase) {
            case Phase.Greeted(var greeting) -> {
                if (mail.extended() == Command.Extended.YES && greeting.kind() == Greeting.Kind.HELO) {
                    yield say(Reply.of(555, "MAIL FROM parameters need EHLO"));
                }
                // RFC 1870 §6.1: the declared size is refused before the message is sent.
                if (mail.size().orElse(0) > policy.limits().messageSize()) {
                    yield say(TOO_LARGE);
                }
                yield beginTransaction(greeting, mail.sender());
            }
            case Phase.SenderKnown _, Phase.RecipientsKnown _ -> say(Reply.of(503, "sender already given"));
            case Phase.Chunking _ -> say(CHUNKS_UNFINISHED);
            default -> say(HELLO_REQUIRED);
        };
    }

    private Action beginTransaction(Greeting greeting, ReversePath sender) {
        var verdict = policy.decide(AclHook.MAIL, occasion().from(sender));
        if (!verdict.isPositive()) {
            return refuse(verdict);
        }
        discarding = verdict.outcome() == Verdict.Outcome.DISCARD;
        phase = new Phase.SenderKnown(greeting, sender);
        return say(verdict.reply(Reply.of(250, "OK")));
    }

    private Action rcpt(Command.Rcpt rcpt) {
        return switch (phase) {
            case Phase.SenderKnown(var greeting, var sender) ->
                add(greeting, new Envelope(sender, List.of()), rcpt.recipient());
            case Phase.RecipientsKnown(var greeting, var envelope) -> {
                // RFC 5321 §4.5.3.1.10: 452, so that the client sends the rest in another
                // transaction.
                if (envelope.recipients().size() >= policy.limits().recipients()) {
                    yield say(Reply.of(452, "too many recipients"));
                }
                yield add(greeting, envelope, rcpt.recipient());
            }
            case Phase.Chunking _ -> say(CHUNKS_UNFINISHED);
            case Phase.Greeted _ -> say(Reply.of(503, "sender not yet given"));
            default -> say(HELLO_REQUIRED);
        };
    }

    /// A recipient that is discarded is accepted, as far as the client can see.
    private Action add(Greeting greeting, Envelope envelope, ForwardPath recipient) {
        var verdict = policy.decide(
                AclHook.RCPT,
                Occasion.of(arrival())
                        .from(envelope.sender())
                        .to(recipient, envelope.recipients().size()));
        if (!verdict.isPositive()) {
            return refuse(verdict);
        }
        boolean discarded = discarding || verdict.outcome() == Verdict.Outcome.DISCARD;
        phase = new Phase.RecipientsKnown(greeting, discarded ? envelope : envelope.with(recipient));
        return say(verdict.reply(Reply.of(250, "Accepted")));
    }

    private Action data() {
        return switch (phase) {
            case Phase.RecipientsKnown(var greeting, var envelope) -> {
                var verdict = policy.decide(AclHook.PREDATA, occasion());
                if (!verdict.isPositive()) {
                    yield refuse(verdict);
                }
                phase = new Phase.Receiving(greeting, envelope);
                yield new Action.ReceiveText(
                        Reply.of(354, "Enter message, ending with \".\" on a line by itself"), envelope);
            }
            case Phase.Chunking _ -> say(CHUNKS_UNFINISHED);
            default -> say(noRecipients());
        };
    }

    private Action bdat(Command.Bdat bdat) {
        return switch (phase) {
            case Phase.RecipientsKnown(var greeting, var envelope) -> {
                var verdict = policy.decide(AclHook.PREDATA, occasion());
                yield verdict.isPositive()
                        ? chunk(bdat, new Phase.Chunking(greeting, envelope, 0))
                        : skip(bdat, verdict.reply(CHUNKS_UNFINISHED));
            }
            case Phase.Chunking chunking -> chunk(bdat, chunking);
            default -> skip(bdat, noRecipients());
        };
    }

    private Action chunk(Command.Bdat bdat, Phase.Chunking before) {
        long octets = before.octets() + bdat.size();
        if (octets > policy.limits().messageSize()) {
            endTransaction();
            return skip(bdat, TOO_LARGE);
        }
        phase = new Phase.Chunking(before.greeting(), before.envelope(), octets);
        return new Action.ReceiveChunk(before.envelope(), bdat);
    }

    private Action skip(Command.Bdat bdat, Reply reply) {
        if (bdat.size() > MAX_OVERSIZE * policy.limits().messageSize()) {
            return hangUp(reply);
        }
        return new Action.SkipChunk(bdat.size(), reply);
    }

    private Reply noRecipients() {
        return switch (phase) {
            case Phase.SenderKnown _ -> Reply.of(503, "valid RCPT command must precede DATA");
            case Phase.Greeted _ -> Reply.of(503, "sender not yet given");
            default -> HELLO_REQUIRED;
        };
    }

    private Reply help() {
        return Reply.of(
                214,
                "Commands supported:",
                (offersStartTls() ? "STARTTLS " : "") + "HELO EHLO MAIL RCPT DATA BDAT NOOP QUIT RSET HELP VRFY");
    }

    private Optional<Greeting> greeting() {
        return switch (phase) {
            case Phase.Greeted(var greeting) -> Optional.of(greeting);
            case Phase.SenderKnown(var greeting, var _) -> Optional.of(greeting);
            case Phase.RecipientsKnown(var greeting, var _) -> Optional.of(greeting);
            case Phase.Receiving(var greeting, var _) -> Optional.of(greeting);
            case Phase.Chunking(var greeting, var _, var _) -> Optional.of(greeting);
            case Phase.Negotiating(var greeting) -> Optional.of(greeting);
            case Phase.Connected _, Phase.Insecure _, Phase.Closed _ -> Optional.empty();
        };
    }

    private void endTransaction() {
        discarding = false;
        policy.transactionEnded();
        greeting().ifPresent(greeting -> phase = new Phase.Greeted(greeting));
    }

    /// For commands that change nothing.
    private Action ask(AclHook hook, Occasion occasion, Reply usual) {
        var verdict = policy.decide(hook, occasion);
        return verdict.isPositive() ? say(verdict.reply(usual)) : refuse(verdict);
    }

    private Action refuse(Verdict verdict) {
        var reply = verdict.reply(SECURITY_FAILURE);
        return verdict.outcome() == Verdict.Outcome.DROP ? drop(reply) : say(reply);
    }

    private static Action say(Reply reply) {
        return new Action.Say(reply);
    }

    private Action drop(Reply reply) {
        phase = new Phase.Closed();
        return new Action.Drop(reply);
    }

    private Action hangUp(Reply reply) {
        phase = new Phase.Closed();
        return new Action.HangUp(reply);
    }
}
