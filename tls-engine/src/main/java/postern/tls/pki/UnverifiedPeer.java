package postern.tls.pki;

import java.util.List;
import java.util.Optional;

/// A peer that nobody vouches for, but that policy lets in: opportunistic TLS encrypts to whoever answers
/// (RFC 7435 §3), and says so.
///
/// @param presented the certificates as the peer sent them
/// @param refusal why verification failed; empty if none was tried
public record UnverifiedPeer(List<Certificate> presented, Optional<CertificateException> refusal)
        implements PeerIdentity {
    /// Keeps its own copy of the list.
    public UnverifiedPeer {
        presented = List.copyOf(presented);
    }
}
