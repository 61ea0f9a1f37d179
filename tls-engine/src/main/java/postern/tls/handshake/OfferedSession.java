package postern.tls.handshake;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.pki.PeerIdentity;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.Terms;
import postern.tls.session.ClientSession12;

/// A session up to TLS 1.2 as a client offers to resume it (RFC 5246 §7.3).
///
/// @param server who the server proved to be when the session began, judged anew; empty if it showed no
///     certificate
public record OfferedSession(ClientSession12 kept, Optional<PeerIdentity> server) {
    /// Offers a session, unless it is of a version or suite that we no longer want, or our verifier would not
    /// let in any more whom it stands for.
    static Optional<OfferedSession> of(ClientSession12 kept, ClientSettings settings) {
        var session = kept.session();
        var preferences = settings.preferences();
        boolean fits = isWanted(kept, preferences.terms())
                && preferences.versions().contains(session.version())
                && preferences.suites(session.version()).contains(session.suite());
        if (!fits) {
            return Optional.empty();
        }
        var certificates = session.peer().certificates();
        if (certificates.isEmpty()) {
            return Optional.of(new OfferedSession(kept, Optional.empty()));
        }
        try {
            var server = PeerChain.ofServer(certificates)
                    .judge(settings.surroundings(), settings.target().peerName());
            return Optional.of(new OfferedSession(kept, Optional.of(server)));
        } catch (TlsException _) {
            return Optional.empty();
        }
    }

    /// A keyword of the policy can keep the extensions out without which no session is resumed.
    private static boolean isWanted(ClientSession12 kept, Terms terms) {
        boolean ticket = kept.ticket().isEmpty() || terms.allowsOldTickets();
        return ticket && !terms.has(GnuTlsFlag.NO_SESSION_HASH) && !terms.has(GnuTlsFlag.NO_EXTENSIONS);
    }

    /// The number by which the server finds it; empty if it is in a ticket.
    Bytes id() {
        return kept.ticket().isEmpty() ? kept.id() : Bytes.EMPTY;
    }
}
