package postern.tls.pki;

import java.time.Instant;
import java.util.List;

/// The proof that a peer's certificate was verified: by whom it is vouched for, for which name, and when. Only
/// [PathValidator] can make one, so whoever holds one need not check a flag.
public final class VerifiedPeer implements PeerIdentity {
    private final List<Certificate> presented;
    private final List<Certificate> path;
    private final String hostName;
    private final Instant at;

    VerifiedPeer(List<Certificate> presented, List<Certificate> path, String hostName, Instant at) {
        this.presented = List.copyOf(presented);
        this.path = List.copyOf(path);
        this.hostName = hostName;
        this.at = at;
    }

    @Override
    public List<Certificate> presented() {
        return presented;
    }

    /// The valid path: the peer's certificate first, the trust anchor last (they are the same certificate if the
    /// peer's own is trusted directly).
    public List<Certificate> path() {
        return path;
    }

    /// The name that the certificate was found to be for; empty if no name was asked for, as for a client's
    /// certificate.
    public String hostName() {
        return hostName;
    }

    /// The time for which all of this was checked.
    public Instant at() {
        return at;
    }

    /// The path, in names.
    @Override
    public String toString() {
        return "VerifiedPeer" + path.stream().map(Certificate::subject).toList();
    }
}
