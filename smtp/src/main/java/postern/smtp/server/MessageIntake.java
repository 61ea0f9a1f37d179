package postern.smtp.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.smtp.acl.Verdict;
import postern.smtp.log.AcceptedLine;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.HeaderScanner;
import postern.smtp.message.MessageId;
import postern.smtp.session.Occasion;
import postern.smtp.spool.HeaderTooLongException;
import postern.smtp.spool.MessageStore;
import postern.smtp.spool.MessageStore.Incoming;
import postern.smtp.wire.NewlineGuard;
import postern.smtp.wire.OctetSink;
import postern.smtp.wire.Reply;

/// A message on its way from the wire to the disk. Its octets are counted, looked through and written as they
/// come; what is wrong with them is remembered and said at the end, for only then does the client listen.
///
/// Confined to the connection's thread; serves one message. [#close()] without [#finish] leaves nothing behind.
final class MessageIntake implements OctetSink, AutoCloseable {
    /// A client that goes on sending after the size limit gets its 552 when it has finished; one that goes on up
    /// to this many times the limit only means to keep us busy.
    private static final int MAX_OVERSIZE = 2;

    private static final Reply TOO_LARGE = Reply.of(552, "Message size exceeds maximum permitted");
    private static final Reply HEADER_TOO_LONG = Reply.of(552, "Message header is ridiculously overlong");
    private static final Reply BARE_NEWLINE =
            Reply.of(550, "Message has a bare CR or LF, which RFC 5321 section 2.3.8 forbids");
    private static final Reply LOOP = Reply.of(554, "Too many \"Received\" headers - suspected mail loop");
    private static final Reply NO_SPACE = Reply.of(452, "space shortage, please try later");
    private static final Reply LOCAL_PROBLEM = Reply.of(451, "Temporary local problem - please try later");

    private final ServerSetup setup;
    private final ConnectionPolicy policy;
    private final Arrival arrival;
    private final Envelope envelope;
    private final MessageId id;
    private final HeaderScanner scanner = new HeaderScanner();
    private final NewlineGuard guard = new NewlineGuard(this::store);
    private @Nullable Incoming delivery;
    private long octets;
    private Optional<IOException> failure = Optional.empty();

    MessageIntake(ServerSetup setup, ConnectionPolicy policy, Arrival arrival, Envelope envelope) {
        this.setup = setup;
        this.policy = policy;
        this.arrival = arrival;
        this.envelope = envelope;
        this.id = setup.services().ids().next();
        try {
            var now = setup.services().clock().instant();
            delivery = setup.services().store().begin(new MessageStore.Acceptance(id, arrival, envelope, now));
            writeFields(delivery);
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    /// A client sends without end.
    static final class EndlessMessageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        Reply reply() {
            return TOO_LARGE;
        }
    }

    /// A message that was accepted, or the reason why not.
    sealed interface Outcome {
        /// It is on the disk.
        record Stored(MessageId id) implements Outcome {}

        /// It is not, and never will be.
        record Refused(Reply why) implements Outcome {}

        /// It is not, and the connection is to be closed.
        record Dropped(Reply why) implements Outcome {}
    }

    @Override
    public void accept(byte[] buffer, int offset, int length) {
        octets += length;
        long limit = policy.limits().messageSize();
        if (octets > MAX_OVERSIZE * limit) {
            throw new EndlessMessageException();
        }
        if (octets <= limit) {
            guard.accept(buffer, offset, length);
        }
    }

    /// What is already known to be wrong: storing failed.
    Optional<Reply> problem() {
        return failure.map(this::replyTo);
    }

    /// All octets have come: has it decided whether the message is wanted, stores it for good, writes the log
    /// lines, and only then says so.
    Outcome finish(Occasion occasion, AcceptedLine.Transfer transfer) {
        var refusal = refusal();
        if (refusal.isPresent()) {
            note("rejected after " + transfer + ": " + refusal.get());
            return new Outcome.Refused(refusal.get());
        }
        var message = new ConnectionPolicy.ReceivedMessage(id, envelope, octets, scanner.header());
        var verdict = policy.decideOnMessage(occasion, message);
        if (!verdict.isPositive()) {
            var reply = verdict.reply(LOCAL_PROBLEM);
            return verdict.outcome() == Verdict.Outcome.DROP ? new Outcome.Dropped(reply) : new Outcome.Refused(reply);
        }
        boolean wanted = verdict.outcome() == Verdict.Outcome.ACCEPT
                && !envelope.recipients().isEmpty();
        return wanted ? store(transfer) : discard(transfer);
    }

    private Outcome store(AcceptedLine.Transfer transfer) {
        try {
            var stored = delivery();
            stored.commit();
            var log = setup.services().log();
            log.accepted(id, envelope.sender(), line(transfer, stored.size()));
            stored.handOver();
            return new Outcome.Stored(id);
        } catch (IOException e) {
            return new Outcome.Refused(replyTo(e));
        }
    }

    /// The client is told that the message is stored, and it goes nowhere.
    private Outcome discard(AcceptedLine.Transfer transfer) {
        var log = setup.services().log();
        log.accepted(id, envelope.sender(), line(transfer, octets));
        log.discarded(id, "discarded by an access control list");
        return new Outcome.Stored(id);
    }

    private AcceptedLine line(AcceptedLine.Transfer transfer, long size) {
        var recipients = envelope.recipients().stream().map(Object::toString).toList();
        var more = new AcceptedLine.More(
                scanner.subject(), envelope.sender().toString(), recipients, Optional.of(policy.protocol(arrival)));
        return new AcceptedLine(arrival, transfer, size, scanner.messageId(), Optional.of(more));
    }

    /// Removes what was written of a message that was not accepted.
    @Override
    public void close() {
        if (delivery != null) {
            try {
                delivery.close();
            } catch (IOException e) {
                note("cannot remove an unfinished message: " + e);
            }
        }
    }

    private Optional<Reply> refusal() {
        if (octets > policy.limits().messageSize()) {
            return Optional.of(TOO_LARGE);
        }
        if (guard.sawBareNewline()) {
            return Optional.of(BARE_NEWLINE);
        }
        if (scanner.received() > policy.mostReceived()) {
            return Optional.of(LOOP);
        }
        return problem();
    }

    private void store(byte[] buffer, int offset, int length) {
        scanner.accept(buffer, offset, length);
        if (failure.isEmpty()) {
            try {
                delivery().write(buffer, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
    }

    /// Our trace, and what an access control list has added.
    private void writeFields(Incoming to) throws IOException {
        write(
                to,
                policy.received(
                        arrival,
                        envelope,
                        id,
                        ZonedDateTime.now(setup.services().clock())));
        for (var line : policy.addedHeaders()) {
            write(to, line + "\r\n");
        }
    }

    private static void write(Incoming to, String text) throws IOException {
        var ascii = text.getBytes(StandardCharsets.US_ASCII);
        to.write(ascii, 0, ascii.length);
    }

    /// There is one, unless its creation failed, which [#failure] tells.
    private Incoming delivery() throws IOException {
        if (delivery == null) {
            throw new IOException("the delivery could not be begun");
        }
        return delivery;
    }

    private Reply replyTo(IOException e) {
        note("cannot store the message: " + e);
        if (e instanceof HeaderTooLongException) {
            return HEADER_TOO_LONG;
        }
        var words = String.valueOf(e.getMessage());
        return words.contains("No space left") || words.contains("quota") ? NO_SPACE : LOCAL_PROBLEM;
    }

    private void note(String words) {
        setup.services().log().note(id + " H=" + arrival.host() + " " + words);
    }
}
