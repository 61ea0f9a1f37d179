package postern.smtp.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.smtp.bounce.Report;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.queue.MessageDelivery.Failure;
import postern.smtp.spool.Claim;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// Puts reports to a message's sender into the spool.
final class SenderReports {
    /// So much of a message is sent back with a report; of a longer one only the header
    /// (`bounce_return_size_limit`).
    private static final int MAX_RETURNED = 100 * 1024;

    private final QueueSetup setup;
    private final Claim claim;
    private final DeliveryLog log;

    SenderReports(QueueSetup setup, Claim claim, DeliveryLog log) {
        this.setup = setup;
        this.claim = claim;
        this.log = log;
    }

    /// Whether there is somebody to report to: reports about reports would go round for ever (RFC 5321 §6.1).
    boolean isPossible() {
        return claim.message().envelope().sender() instanceof Mailbox;
    }

    /// Tells that no more attempts will be made.
    MessageId failed(List<Failure> failures) throws IOException {
        return send(Report.Kind.FAILED, failures);
    }

    /// Tells that attempts go on, if it is time to, and if the message was not sent by a program or to a list.
    Optional<MessageId> warnIfDue(List<Failure> deferrals, Instant now) throws IOException {
        var message = claim.message();
        var age = Duration.between(message.origin().received(), now);
        int sent = message.state().warnings();
        boolean due = age.compareTo(setup.policy().times().nextWarning(sent)) >= 0;
        if (!due || !isPossible() || isAutomatic()) {
            return Optional.empty();
        }
        var id = send(Report.Kind.DELAYED, deferrals);
        claim.update(message.with(message.state().warned()));
        return Optional.of(id);
    }

    private boolean isAutomatic() {
        var precedence = claim.message().field("Precedence").orElse("");
        var submitted = claim.message().field("Auto-Submitted").orElse("no");
        return precedence.matches("(?i)bulk|list|junk") || !submitted.equalsIgnoreCase("no");
    }

    private MessageId send(Report.Kind kind, List<Failure> failures) throws IOException {
        var message = claim.message();
        var sender = (Mailbox) message.envelope().sender();
        var clock = setup.services().clock();
        var now = ZonedDateTime.now(clock);
        var about = new Report.Subject(
                message.id(),
                setup.policy().hostName(),
                sender,
                message.origin().received().atZone(clock.getZone()));
        var concerned = failures.stream().map(SenderReports::concerned).toList();
        var id = setup.services().ids().next();
        var text = new Report(kind, about, concerned, original(kind)).render(id, now);
        store(id, new Envelope(new ReversePath.Nobody(), List.of(sender)), text);
        log.note(
                kind == Report.Kind.FAILED ? "Sender told of the failure: " + id : "Sender warned of the delay: " + id);
        setup.services().log().note(id + " <= <> R=" + message.id() + " P=local S=" + text.length());
        return id;
    }

    private static Report.Concerned concerned(Failure failure) {
        return new Report.Concerned(failure.item().recipient().toString(), failure.words(), failure.remote());
    }

    private Report.Original original(Report.Kind kind) throws IOException {
        var header = claim.message().header();
        if (kind == Report.Kind.DELAYED || claim.measure().octets() > MAX_RETURNED) {
            return new Report.Original(Report.Original.Extent.HEADER, header);
        }
        try (var text = claim.text()) {
            return new Report.Original(Report.Original.Extent.WHOLE, Bytes.adopt(text.readAllBytes()));
        }
    }

    private void store(MessageId id, Envelope envelope, Bytes text) throws IOException {
        var origin = new Origin(setup.services().clock().instant(), Optional.empty());
        try (var writer = setup.spool().begin(id, origin, envelope)) {
            var octets = text.toText(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            writer.write(octets, 0, octets.length);
            writer.commit();
        }
    }
}
