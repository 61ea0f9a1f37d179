package postern.smtp.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.smtp.route.MailHost;
import postern.smtp.transport.HostReport.Use;
import postern.smtp.transport.TlsDecision.How;

/// Connections that have served and may serve again: each is kept for a moment, in which another message for
/// the same host may come.
///
/// Shared by all threads.
final class ConnectionPool implements AutoCloseable {
    private final SmtpTransport.Limits limits;
    private final Map<String, Deque<Link>> idle = new HashMap<>();
    private boolean watched;
    private boolean closed;

    ConnectionPool(SmtpTransport.Limits limits) {
        this.limits = limits;
    }

    /// A connection to a host, with what is known of it.
    ///
    /// Confined to one thread at a time; the pool hands it on.
    static final class Link {
        private final MailHost host;
        private final SmtpLink link;
        private final HostTls tls;
        private final TlsOptions options;
        private final Optional<String> inClearBecause;
        private int messages;
        private long since;

        Link(MailHost host, SmtpLink link, HostTls tls, TlsOptions options, Optional<String> inClearBecause) {
            this.host = host;
            this.link = link;
            this.tls = tls;
            this.options = options;
            this.inClearBecause = inClearBecause;
        }

        MailHost host() {
            return host;
        }

        Action deliver(Delivery delivery, MessageText text) throws IOException {
            messages++;
            return link.deliver(delivery, text);
        }

        /// Whether it has served before this message.
        boolean isContinued() {
            return messages > 1;
        }

        HostReport report() {
            var channel = link.protection().isPresent() ? tls.channel() : Optional.<HostReport.Channel>empty();
            return new HostReport(host, isContinued() ? Use.CONTINUED : Use.NEW, channel);
        }

        How how() {
            return report().channel()
                    .map(channel -> channel.verified() == HostReport.Verified.NO ? How.UNVERIFIED : How.VERIFIED)
                    .orElse(How.CLEAR);
        }

        /// In words, why it is so.
        String why() {
            return switch (how()) {
                case VERIFIED -> "the certificate was verified";
                case UNVERIFIED ->
                    tls.refusal()
                            .map(reason -> "the certificate did not verify, which is not required: " + reason)
                            .orElse("the certificate was not looked at: tls_verify_certificates does not ask for it");
                case CLEAR ->
                    inClearBecause.orElse(
                            options.useFor(host) == TlsUse.NONE
                                    ? "hosts_avoid_tls"
                                    : "STARTTLS was not offered or refused, and hosts_require_tls does not ask for it");
                case REFUSED -> throw new IllegalStateException("a connection that is there was not refused");
            };
        }

        void abort() {
            link.abort();
        }

        private void quit() {
            link.close();
        }

        /// Ready for another message, in the way the options say (requirements 81 and 82).
        private boolean reopen() {
            return !options.use().continuation().noproxy().test(host) || link.restartTls();
        }

        private boolean mayStay() {
            boolean pass = link.protection().isEmpty()
                    || !options.use().continuation().nopass().test(host);
            return pass && inClearBecause.isEmpty();
        }
    }

    /// A connection for the next message, if there is one that still works. Who fails to come back leaves no
    /// trace.
    Optional<Link> take(MailHost host) {
        for (var link = poll(host); link.isPresent(); link = poll(host)) {
            if (link.get().reopen()) {
                return link;
            }
            link.get().abort();
        }
        return Optional.empty();
    }

    /// Keeps a connection, or ends it.
    void keep(Link link) {
        boolean stays = link.mayStay() && link.messages < limits.messages() && offer(link);
        if (!stays) {
            link.quit();
        }
    }

    @Override
    public void close() {
        List<Link> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            idle.values().forEach(all::addAll);
            idle.clear();
        }
        all.forEach(Link::quit);
    }

    private synchronized Optional<Link> poll(MailHost host) {
        var line = idle.get(key(host));
        return line == null ? Optional.empty() : Optional.ofNullable(line.pollLast());
    }

    private synchronized boolean offer(Link link) {
        if (closed || limits.idle().isZero()) {
            return false;
        }
        link.since = System.nanoTime();
        idle.computeIfAbsent(key(link.host()), _ -> new ArrayDeque<>()).addLast(link);
        if (!watched) {
            watched = true;
            Thread.ofVirtual().name("smtp-connections").start(this::watch);
        }
        return true;
    }

    /// Ends what nobody has taken, until nothing is left.
    private void watch() {
        while (true) {
            try {
                Thread.sleep(limits.idle());
            } catch (InterruptedException e) {
                return;
            }
            var old = takeOld(limits.idle());
            old.forEach(Link::quit);
            synchronized (this) {
                if (idle.isEmpty()) {
                    watched = false;
                    return;
                }
            }
        }
    }

    private synchronized List<Link> takeOld(Duration limit) {
        var old = new ArrayList<Link>();
        for (var lines = idle.values().iterator(); lines.hasNext(); ) {
            var line = lines.next();
            while (!line.isEmpty() && System.nanoTime() - line.getFirst().since >= limit.toNanos()) {
                old.add(line.pollFirst());
            }
            if (line.isEmpty()) {
                lines.remove();
            }
        }
        return old;
    }

    /// The name counts: it is what certificates were verified for.
    private static String key(MailHost host) {
        return host.name() + " " + host.gateKey();
    }
}
