package postern.tls.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// Decides who the peer is from the certificates it sent. Called by the handshake once per connection, before the
/// peer's signature over the transcript is checked; implementations are immutable and may be shared by
/// connections.
@FunctionalInterface
public interface PeerVerifier {
    /// Judges a chain.
    ///
    /// @param chain the peer's certificates in the order it sent them, its own first
    /// @param hostName the name that the connection was made for, a DNS name or an IP literal; ignored by a
    ///     verifier of client certificates
    /// @param at the time to check dates against
    /// @throws CertificateException if this peer must not be talked to; the handshake ends with the problem's
    ///     alert
    PeerIdentity verify(List<Certificate> chain, String hostName, Instant at);

    /// Judges the OCSP responses that a server showed beside its chain, in DER, in the order of the
    /// certificates, empty octets where there was none; no responses at all if it showed none. Called after
    /// [#verify] where the client asked for them; by default they are for the application to judge.
    ///
    /// @param peer what [#verify] found
    /// @return the peer, as it now stands
    /// @throws CertificateException if this peer must not be talked to; the handshake ends with the problem's
    ///     alert
    default PeerIdentity judgeStapled(PeerIdentity peer, List<Bytes> responses, Instant at) {
        return peer;
    }

    /// Lets everybody in and proves nothing.
    static PeerVerifier none() {
        return (chain, hostName, at) -> new UnverifiedPeer(chain, Optional.empty());
    }

    /// The same verification, as strict as a policy demands; a verifier that does not look at certificates has
    /// nothing to be strict about.
    default PeerVerifier under(Rigour rigour) {
        return this;
    }

    /// The same verification, but a peer that fails it is let in as [UnverifiedPeer] with the reason: Exim's
    /// `tls_try_verify_hosts`.
    default PeerVerifier orUnverified() {
        return new Tolerant(this);
    }

    /// Lets in whom another verifier refuses.
    record Tolerant(PeerVerifier judge) implements PeerVerifier {
        @Override
        public PeerIdentity verify(List<Certificate> chain, String hostName, Instant at) {
            try {
                return judge.verify(chain, hostName, at);
            } catch (CertificateException e) {
                return new UnverifiedPeer(chain, Optional.of(e));
            }
        }

        @Override
        public PeerIdentity judgeStapled(PeerIdentity peer, List<Bytes> responses, Instant at) {
            try {
                return judge.judgeStapled(peer, responses, at);
            } catch (CertificateException e) {
                return new UnverifiedPeer(peer.presented(), Optional.of(e));
            }
        }

        @Override
        public PeerVerifier under(Rigour rigour) {
            return new Tolerant(judge.under(rigour));
        }
    }
}
