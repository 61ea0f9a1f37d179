package postern.tls.pki;

import java.util.List;

/// What is known about who the peer is, once its certificates were looked at: proved, or merely claimed.
public sealed interface PeerIdentity permits VerifiedPeer, UnverifiedPeer {
    /// The certificates as the peer sent them, its own first.
    List<Certificate> presented();
}
