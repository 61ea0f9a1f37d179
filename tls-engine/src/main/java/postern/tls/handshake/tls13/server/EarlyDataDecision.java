package postern.tls.handshake.tls13.server;

import java.time.Duration;
import java.util.Optional;
import postern.tls.handshake.Choice;
import postern.tls.handshake.ServerFeatures13.EarlyData;
import postern.tls.message.PreSharedKeys;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.session.EarlyDataOutcome;
import postern.tls.session.ReplayGuard;

/// Whether a client's early data is taken (RFC 9846 §4.3.10). Everything has to be as it was when the ticket
/// was given, because the client has already acted on it; and the hello must be fresh and new (§8).
///
/// @param resumption the earlier connection that is gone on from, if any
/// @param protocol the application protocol, if any
record EarlyDataDecision(
        RecvdClientHello received, CipherSuite suite, Optional<Resumption> resumption, Optional<String> protocol) {
    /// The choice with its reason.
    Choice<EarlyDataOutcome> choice() {
        var outcome = outcome();
        return new Choice<>("early data", outcome, outcome.words());
    }

    private EarlyDataOutcome outcome() {
        boolean offeredBefore = received.retry()
                .filter(retry -> retry.first().extensions().has(ExtensionType.EARLY_DATA))
                .isPresent();
        if (offeredBefore) {
            return resumption.isPresent() ? EarlyDataOutcome.RETRIED : EarlyDataOutcome.SESSION_NOT_RESUMED;
        }
        if (!received.hello().extensions().has(ExtensionType.EARLY_DATA)) {
            return EarlyDataOutcome.NOT_OFFERED;
        }
        var taken = received.settings().features().newest().earlyData();
        if (taken.isEmpty()) {
            return EarlyDataOutcome.DISABLED;
        }
        return resumption.map(earlier -> outcome(taken.get(), earlier)).orElse(EarlyDataOutcome.SESSION_NOT_RESUMED);
    }

    private EarlyDataOutcome outcome(EarlyData taken, Resumption earlier) {
        var session = earlier.session();
        if (earlier.identity() != 0 || session.early().limit() == 0) {
            return EarlyDataOutcome.TICKET_ALLOWS_NONE;
        }
        if (session.suite() != suite) {
            return EarlyDataOutcome.OTHER_SUITE;
        }
        if (!session.early().protocol().equals(protocol)) {
            return EarlyDataOutcome.OTHER_PROTOCOL;
        }
        var offered = received.hello().extensions().find(PreSharedKeys.class).orElseThrow();
        var now = received.settings().surroundings().clock().instant();
        long obfuscated = offered.identities().getFirst().obfuscatedTicketAge();
        var claimed = Duration.ofMillis(obfuscated - session.ageAdd() & 0xffffffffL);
        if (!ReplayGuard.isFresh(claimed, session.issuedAt(), now)) {
            return EarlyDataOutcome.STALE;
        }
        return taken.guard().admits(offered.binders().getFirst(), session.issuedAt(), now)
                ? EarlyDataOutcome.ACCEPTED
                : EarlyDataOutcome.REPLAYED;
    }
}
