package postern.smtp.server;

import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.Verdict;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.message.ReceivedHeader;
import postern.smtp.session.Occasion;
import postern.smtp.session.ServiceExtension;
import postern.smtp.session.SessionLimits;
import postern.smtp.session.SessionRules;
import postern.smtp.wire.Reply;

/// The policy of a server without a configuration: everything from everybody.
///
/// @param tlsOrNone what STARTTLS and TLS on connect do; without it there is neither
record OpenPolicy(SessionRules rules, Clock clock, Optional<TlsUpgrade> tlsOrNone) implements ConnectionPolicy {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    @Override
    public String hostName() {
        return rules.hostName();
    }

    @Override
    public SessionLimits limits() {
        return rules.limits();
    }

    @Override
    public Set<ServiceExtension> extensions(Arrival arrival) {
        return rules.extensions(arrival);
    }

    @Override
    public Verdict decide(AclHook hook, Occasion occasion) {
        return Verdict.ACCEPTED;
    }

    @Override
    public void transactionEnded() {
        // Nothing was remembered.
    }

    @Override
    public Reply banner() {
        return Reply.of(220, hostName() + " ESMTP Postern " + DATE.format(ZonedDateTime.now(clock)));
    }

    @Override
    public TlsUpgrade tls() throws IOException {
        return tlsOrNone.orElseThrow(() -> new IOException("no certificate was set up"));
    }

    @Override
    public String handshakeWords() {
        return "";
    }

    @Override
    public AfterFailure afterFailedHandshake() {
        return AfterFailure.REFUSE_ALL;
    }

    @Override
    public Patience patience() {
        return Patience.OPTIONAL;
    }

    @Override
    public Verdict decideOnMessage(Occasion occasion, ReceivedMessage message) {
        return Verdict.ACCEPTED;
    }

    /// More servers than any message passes.
    @Override
    public int mostReceived() {
        return 30;
    }

    @Override
    public List<String> addedHeaders() {
        return List.of();
    }

    @Override
    public String received(Arrival arrival, Envelope envelope, MessageId id, ZonedDateTime at) {
        return new ReceivedHeader(hostName(), arrival, envelope, id).render(at);
    }

    @Override
    public String protocol(Arrival arrival) {
        return arrival.protocol();
    }

    @Override
    public void ended(Arrival arrival, String how) {
        // Nobody asked.
    }
}
