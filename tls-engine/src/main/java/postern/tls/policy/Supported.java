package postern.tls.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.ProtocolVersion;

/// What `openssl ciphers -s` leaves of a list: what a client could offer.
///
/// @param oldest the oldest version that is enabled
/// @param newest the newest version that is enabled
/// @param unlocked pre-shared keys ([Kx#PSK]) and passwords ([Kx#SRP]) if there are any; suites with them go
///     otherwise
/// @param suiteB whether RSA and DSA certificates and versions before TLS 1.2 are out of the question
public record Supported(
        SecurityLevel level, ProtocolVersion oldest, ProtocolVersion newest, Set<Kx> unlocked, boolean suiteB) {
    /// Keeps its own copy of the set.
    public Supported {
        unlocked = unlocked.isEmpty() ? Set.of() : EnumSet.copyOf(unlocked);
    }

    /// Those of a list that are supported.
    public List<OpenSslListing.Entry> of(List<OpenSslListing.Entry> list) {
        return list.stream()
                .filter(entry -> entry.suite() != null && supports(entry.suite()))
                .toList();
    }

    private boolean supports(CipherSuite suite) {
        boolean certificate = suite.auth() == Auth.RSA || suite.auth() == Auth.DSS;
        return level.allows(suite) && isUnlocked(suite.kx()) && !(suiteB && certificate) && isInRange(suite);
    }

    private boolean isUnlocked(Kx kx) {
        if (kx.isPreShared()) {
            return unlocked.contains(Kx.PSK);
        }
        return kx != Kx.SRP || unlocked.contains(Kx.SRP);
    }

    /// Only the newest version counts that the level allows: an old suite may be used in a newer version, except
    /// in 1.3.
    private boolean isInRange(CipherSuite suite) {
        var versions = EnumSet.range(oldest, newest);
        versions.removeIf(version -> !level.allows(version) || suiteB && !version.atLeast(ProtocolVersion.TLS12));
        return versions.stream().anyMatch(suite::usableIn);
    }
}
