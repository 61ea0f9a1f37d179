package postern.smtp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import postern.smtp.log.MainLog;
import postern.smtp.route.MailHost;
import postern.smtp.route.UndecidedException;
import postern.smtp.transport.ClientRules.Language;
import postern.smtp.transport.ConnectionPool.Link;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.Outcome.Persistence;
import postern.smtp.transport.SmtpLink.Opening;
import postern.smtp.transport.TlsDecision.How;
import postern.smtp.wire.Mailbox;

/// Delivers to other servers: `driver = smtp`. Hosts are tried in their order until one has taken the message
/// or refused it for good. When a message may leave in clear is said in two places: [TlsOptions], by host, and
/// [SmtpClient], by what the server does.
///
/// Connections are kept for a moment, for the next message to the same host.
///
/// Shared by all threads.
public final class SmtpTransport implements Transport, AutoCloseable {
    private final Options options;
    private final Surroundings surroundings;
    private final ConnectionPool pool;

    /// A transport without connections yet.
    public SmtpTransport(Options options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.pool = new ConnectionPool(options.limits());
    }

    /// What is configured.
    ///
    /// @param heloName `helo_data`: what we call ourselves
    public record Options(String name, String heloName, Language language, TlsOptions tls, Limits limits) {
        /// SMTP with TLS where it is offered.
        public static Options standard(String name, String heloName) {
            return new Options(name, heloName, Language.SMTP, TlsOptions.OPPORTUNISTIC, Limits.STANDARD);
        }

        /// These with other TLS.
        public Options with(TlsOptions other) {
            return new Options(name, heloName, language, other, limits);
        }

        /// These in another language.
        public Options with(Language other) {
            return new Options(name, heloName, other, tls, limits);
        }

        /// These with other limits.
        public Options with(Limits other) {
            return new Options(name, heloName, language, tls, other);
        }
    }

    /// How long and how often.
    ///
    /// @param messages `connection_max_messages`: over one connection
    /// @param idle how long a connection is kept for the next message
    public record Limits(SmtpLink.Patience patience, int messages, Duration idle) {
        /// Exim's 500 messages; two seconds, since a server's connections are not ours to hold.
        public static final Limits STANDARD = new Limits(SmtpLink.Patience.STANDARD, 500, Duration.ofSeconds(2));
    }

    /// What a transport works with.
    ///
    /// @param decisions who is told how each message left, and why
    public record Surroundings(
            MainLog log, InstantSource clock, HostMemory memory, HostGate gate, Consumer<TlsDecision> decisions) {}

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public List<Fate> deliver(Parcel parcel, List<MailHost> hosts, Insistence insistence) {
        var attempt = new Attempt(parcel);
        for (var host : hosts) {
            if (attempt.remaining.isEmpty()) {
                break;
            }
            boolean due = insistence == Insistence.NOW || surroundings.memory().isDue(host);
            if (!due) {
                attempt.settleLater(new Ending.NotDue("retry time not reached for any host"), Optional.empty());
            } else if (surroundings.gate().tryEnter(host.gateKey())) {
                try {
                    attempt.at(host);
                } catch (UndecidedException e) {
                    var words = String.valueOf(e.getMessage());
                    attempt.settleLater(new Ending.Deferred(FailureKind.OTHER, -1, words), Optional.empty());
                } finally {
                    surroundings.gate().leave(host.gateKey());
                }
            } else {
                attempt.settleLater(new Ending.Busy(host.gateKey()), Optional.empty());
                break;
            }
        }
        return attempt.finish();
    }

    /// Ends the connections that are kept.
    @Override
    public void close() {
        pool.close();
    }

    /// One parcel on its way from host to host.
    private final class Attempt {
        private final Parcel parcel;
        private final List<Fate> fates = new ArrayList<>();
        private List<Mailbox> remaining;
        private List<Fate> later = List.of();

        Attempt(Parcel parcel) {
            this.parcel = parcel;
            this.remaining = parcel.recipients();
        }

        /// Whoever remains has the last host's fate; for nobody there was a host, if there were none.
        List<Fate> finish() {
            if (!remaining.isEmpty() && later.isEmpty()) {
                settleLater(new Ending.Deferred(FailureKind.LOOKUP, -1, "no host to deliver to"), Optional.empty());
            }
            fates.addAll(later);
            return fates;
        }

        void settleLater(Ending ending, Optional<HostReport> at) {
            later = remaining.stream()
                    .map(recipient -> new Fate(recipient, ending, at))
                    .toList();
        }

        void at(MailHost host) {
            while (!remaining.isEmpty()) {
                var piece = remaining.subList(0, Math.min(Delivery.MAX_RECIPIENTS, remaining.size()));
                var delivery = new Delivery(parcel.sender(), piece, parcel.content());
                if (!deliverPiece(host, delivery)) {
                    return;
                }
            }
        }

        /// @return whether the host is worth another piece
        private boolean deliverPiece(MailHost host, Delivery delivery) {
            var link = link(host);
            if (link.isEmpty()) {
                return false;
            }
            try {
                var result = link.get().deliver(delivery, parcel.text());
                if (result instanceof Action.Fail && link.get().isContinued()) {
                    link.get().abort(); // It had ended while it was kept: that says nothing about the host.
                    return deliverPiece(host, delivery);
                }
                return take(link.get(), result);
            } catch (IOException e) {
                link.get().abort();
                settleLater(
                        new Ending.Deferred(FailureKind.OTHER, 0, "cannot read the message: " + e.getMessage()),
                        Optional.of(link.get().report()));
                return false;
            }
        }

        private boolean take(Link link, Action result) {
            if (result instanceof Action.Fail(var trouble)) {
                link.abort();
                fail(link.host(), trouble, Optional.of(link.report()));
                return false;
            }
            var outcome = ((Action.Sent) result).outcome();
            surroundings.memory().worked(link.host());
            var report = Optional.of(link.report());
            outcome.accepted()
                    .forEach(
                            recipient -> fates.add(new Fate(recipient, new Ending.Delivered(outcome.words()), report)));
            var deferred = new ArrayList<Fate>();
            for (var refusal : outcome.refused()) {
                boolean permanent = refusal.persistence() == Persistence.PERMANENT;
                var fate = new Fate(
                        refusal.recipient(),
                        permanent
                                ? new Ending.Failed(refusal.reason())
                                : new Ending.Deferred(refusal.kind(), 0, refusal.reason()),
                        report);
                (permanent ? fates : deferred).add(fate);
            }
            settle(outcome, deferred);
            if (!outcome.accepted().isEmpty()) {
                decide(link.host(), link.how(), link.why(), link.report().channel());
            }
            pool.keep(link);
            return deferred.isEmpty();
        }

        /// Who was deferred goes to the next host, or keeps this fate.
        private void settle(Outcome outcome, List<Fate> deferred) {
            var answered = new ArrayList<>(outcome.accepted());
            outcome.refused().forEach(refusal -> answered.add(refusal.recipient()));
            var stillThere = deferred.stream().map(Fate::recipient).toList();
            remaining = remaining.stream()
                    .filter(recipient -> !answered.contains(recipient) || stillThere.contains(recipient))
                    .toList();
            later = deferred;
        }

        private Optional<Link> link(MailHost host) {
            var kept = pool.take(host);
            return kept.isPresent() ? kept : open(host);
        }

        private Optional<Link> open(MailHost host) {
            var use = options.tls().useFor(host);
            var tls = new HostTls(options.tls(), host, surroundings.clock());
            var opening = SmtpLink.open(target(host, use, tls));
            var clear = Optional.<String>empty();
            if (opening instanceof Opening.InClear(var because)) {
                note(because + ": delivering unencrypted to H=" + host + " (not in hosts_require_tls)");
                clear = Optional.of(because);
                opening = SmtpLink.open(target(host, TlsUse.NONE, tls));
            }
            return switch (opening) {
                case Opening.Open(var link) -> Optional.of(new Link(host, link, tls, options.tls(), clear));
                case Opening.Failed(var trouble) -> {
                    fail(host, trouble, Optional.of(new HostReport(host, HostReport.Use.NEW, Optional.empty())));
                    yield Optional.empty();
                }
                case Opening.InClear _ ->
                    throw new IllegalStateException("a connection in clear asked for one in clear");
            };
        }

        private SmtpLink.Target target(MailHost host, TlsUse use, HostTls tls) {
            var rules = new ClientRules(
                    options.heloName(),
                    options.language(),
                    use,
                    options.tls().use().afterTempfail());
            var address = new InetSocketAddress(host.address(), host.port());
            return new SmtpLink.Target(address, rules, tls, options.limits().patience());
        }

        private void fail(MailHost host, Trouble trouble, Optional<HostReport> at) {
            note("H=" + host + ": " + trouble.words());
            if (trouble.persistence() == Persistence.PERMANENT) {
                remaining.forEach(recipient -> fates.add(new Fate(recipient, new Ending.Failed(trouble.words()), at)));
                remaining = List.of();
                later = List.of();
            } else {
                surroundings.memory().failed(host, trouble.kind(), trouble.words());
                settleLater(new Ending.Deferred(trouble.kind(), trouble.code(), trouble.words()), at);
            }
            if (trouble.kind() == FailureKind.TLS_REQUIRED) {
                decide(host, How.REFUSED, trouble.words(), Optional.empty());
            }
        }

        private void decide(MailHost host, How how, String why, Optional<HostReport.Channel> channel) {
            surroundings
                    .decisions()
                    .accept(new TlsDecision(surroundings.clock().instant(), parcel.id(), host, how, why, channel));
        }

        private void note(String words) {
            surroundings.log().note(parcel.id() + " " + words);
        }
    }
}
