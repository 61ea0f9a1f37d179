package postern.smtp.queue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postern.smtp.message.MessageId;
import postern.smtp.route.Route;
import postern.smtp.route.RouteQuestion;
import postern.smtp.route.RouteQuestion.Purpose;
import postern.smtp.spool.Claim;
import postern.smtp.spool.SpooledMessage;
import postern.smtp.transport.Delivery;
import postern.smtp.transport.FailureKind;
import postern.smtp.transport.Fate;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.Parcel;
import postern.smtp.transport.Transport;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;

/// One attempt to deliver one message to all who still wait for it: routes each, delivers those together who go
/// the same way, records what was done before anything else is, reports what failed, and keeps the rest for later.
///
/// Confined to one thread; serves one attempt.
final class MessageDelivery {
    private final QueueSetup setup;
    private final Claim claim;
    private final Transport.Insistence insistence;
    private final DeliveryLog log;
    private final Instant now;
    private final Set<String> outstanding = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Failure> deferrals = new ArrayList<>();
    private final Set<String> busy = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();
    private Optional<String> freeze = Optional.empty();

    MessageDelivery(QueueSetup setup, Claim claim, Transport.Insistence insistence) {
        this.setup = setup;
        this.claim = claim;
        this.insistence = insistence;
        this.log = new DeliveryLog(setup.services().log(), claim.message().id());
        this.now = setup.services().clock().instant();
    }

    /// Somebody who does not get it, or not yet.
    record Failure(Item item, String words, Optional<String> remote) {}

    /// How the attempt ended.
    ///
    /// @param busy hosts for which it has to wait, since others are at them
    /// @param used hosts that were spoken to
    /// @param report the id of a report that was put into the spool
    record Outcome(Set<String> busy, Set<String> used, Optional<MessageId> report) {}

    Outcome run() throws IOException {
        var groups = new LinkedHashMap<Route.Deliver, List<Item>>();
        for (var item : items()) {
            outstanding.add(item.key());
            sort(item, groups);
        }
        for (var group : groups.entrySet()) {
            deliver(group.getKey(), group.getValue());
        }
        return finish();
    }

    private List<Item> items() {
        var items = new ArrayList<Item>();
        for (var recipient : claim.message().pending()) {
            var question = new RouteQuestion(
                    mailbox(recipient), claim.message().envelope().sender(), Purpose.DELIVER);
            var leaves = setup.ways().routes().route(question);
            if (leaves.isEmpty()) {
                log.discarded(recipient.toString());
            }
            leaves.stream()
                    .map(leaf -> Item.of(recipient, leaf, leaves.size()))
                    .filter(item -> !claim.message().state().done().contains(item.key()))
                    .forEach(items::add);
        }
        return items;
    }

    private Mailbox mailbox(ForwardPath recipient) {
        return recipient instanceof Mailbox mailbox
                ? mailbox
                : new Mailbox("postmaster", setup.policy().qualifyDomain());
    }

    /// What needs no transport is settled here.
    private void sort(Item item, Map<Route.Deliver, List<Item>> groups) {
        switch (item.leaf().route()) {
            case Route.Deliver way -> {
                if (isDue(item)) {
                    groups.computeIfAbsent(way, _ -> new ArrayList<>()).add(item);
                } else {
                    settle("=>", item, fate(item, new Ending.NotDue("retry time not reached")));
                }
            }
            case Route.Fail(var words) -> settle("=>", item, fate(item, new Ending.Failed(words)));
            case Route.Defer(var words) ->
                settle("=>", item, fate(item, new Ending.Deferred(FailureKind.LOOKUP, -1, words)));
            case Route.Freeze(var words) -> {
                freeze = Optional.of(words);
                settle("=>", item, fate(item, new Ending.Deferred(FailureKind.OTHER, -1, words)));
            }
            case Route.Redirect _, Route.Decline _ ->
                throw new IllegalStateException("the routers left " + item.leaf() + " open");
        }
    }

    private boolean isDue(Item item) {
        return insistence == Transport.Insistence.NOW
                || setup.services().retry().isDue(retryKey(item), now);
    }

    private static Fate fate(Item item, Ending ending) {
        return new Fate(item.leaf().address(), ending, Optional.empty());
    }

    private void deliver(Route.Deliver way, List<Item> items) throws IOException {
        var transport = setup.ways().transports().get(way.transport());
        var addresses =
                items.stream().map(item -> item.leaf().address()).distinct().toList();
        var fates = transport == null
                ? Fate.ofAll(
                        addresses,
                        new Ending.Deferred(FailureKind.OTHER, -1, "there is no transport " + way.transport()))
                : transport.deliver(parcel(addresses), way.hosts(), insistence);
        var delivered = new LinkedHashSet<String>();
        var arrow = "=>";
        for (var fate : fates) {
            for (var item : items) {
                if (item.leaf().address().equals(fate.recipient())) {
                    settle(arrow, item, fate);
                    if (fate.ending() instanceof Ending.Delivered) {
                        delivered.add(item.key());
                        arrow = "->";
                    }
                }
            }
        }
        record(delivered);
    }

    private Parcel parcel(List<Mailbox> recipients) throws IOException {
        var measure = claim.measure();
        var body = measure.highest() == Claim.Highest.SEVEN_BIT ? Delivery.Body.SEVEN_BIT : Delivery.Body.EIGHT_BIT;
        var message = claim.message();
        return new Parcel(
                message.id(),
                message.envelope().sender(),
                recipients,
                new Delivery.Content(measure.octets(), body),
                claim::text);
    }

    /// If it was the last, the whole message goes; else the journal remembers it.
    private void record(Set<String> delivered) throws IOException {
        outstanding.removeAll(delivered);
        if (!outstanding.isEmpty()) {
            claim.done(delivered);
        }
    }

    private void settle(String arrow, Item item, Fate fate) {
        var given = giveUpInTime(item, fate);
        log.line(arrow, item, given);
        var remote = given.at().map(report -> report.host().name());
        given.at().ifPresent(report -> used.add(report.host().gateKey()));
        switch (given.ending()) {
            case Ending.Delivered _ -> setup.services().retry().succeeded(retryKey(item));
            case Ending.Failed(var words) -> failures.add(new Failure(item, words, remote));
            case Ending.Deferred(var _, var _, var words) -> deferrals.add(new Failure(item, words, remote));
            case Ending.NotDue(var words) -> deferrals.add(new Failure(item, words, remote));
            case Ending.Busy(var host) -> busy.add(host);
        }
    }

    /// A deferral goes into the retry database, and is a failure if it has lasted too long.
    private Fate giveUpInTime(Item item, Fate fate) {
        if (!(fate.ending() instanceof Ending.Deferred(var kind, var _, var words)) || freeze.isPresent()) {
            return fate;
        }
        var retry = setup.services().retry();
        var address = item.leaf().address().toString();
        var verdict = retry.failed(retryKey(item), address, new RetryDatabase.Failure(now, kind, words));
        boolean over = verdict instanceof RetryDatabase.Verdict.GiveUp || retry.isOver(address, kind, age());
        return over
                ? new Fate(fate.recipient(), new Ending.Failed(words + ": retry timeout exceeded"), fate.at())
                : fate;
    }

    /// By the recipient alone where the host answered for it; with the message where the failure may be its own.
    private static String retryKey(Item item) {
        return "R:" + item.leaf().address();
    }

    private Duration age() {
        return Duration.between(claim.message().origin().received(), now);
    }

    private Outcome finish() throws IOException {
        var reports = new SenderReports(setup, claim, log);
        Optional<MessageId> report = Optional.empty();
        if (freeze.isPresent()) {
            freeze(freeze.get());
        } else if (!failures.isEmpty()) {
            if (reports.isPossible()) {
                report = Optional.of(reports.failed(failures));
                record(keys(failures));
            } else {
                freeze("delivery error message");
            }
        }
        if (outstanding.isEmpty()) {
            claim.remove();
            log.note("Completed");
        } else {
            recordWholeRecipients();
            if (report.isEmpty() && freeze.isEmpty() && !deferrals.isEmpty()) {
                report = reports.warnIfDue(deferrals, now);
            }
        }
        return new Outcome(busy, used, report);
    }

    private static Set<String> keys(List<Failure> failures) {
        var keys = new LinkedHashSet<String>();
        failures.forEach(failure -> keys.add(failure.item().key()));
        return keys;
    }

    /// Recipients whose addresses all are done, and those who lead to nobody, while others wait.
    private void recordWholeRecipients() throws IOException {
        var done = new LinkedHashSet<String>();
        for (var recipient : claim.message().pending()) {
            var name = recipient.toString();
            if (outstanding.stream().noneMatch(key -> key.equals(name) || key.startsWith(name + " > "))) {
                done.add(name);
            }
        }
        claim.done(done);
    }

    private void freeze(String why) throws IOException {
        SpooledMessage message = claim.message();
        claim.update(message.with(message.state().frozen(now)));
        log.note("Frozen" + (why.isEmpty() ? "" : " (" + why + ")"));
        freeze = Optional.of(why);
    }
}
