package postern.tls.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.ValidationPolicy.NameCheck;

/// Verifies peers by the rules of RFC 5280 §6: a chain of signatures from the peer's certificate to a trusted one,
/// each link and each certificate allowed to be where it is, and the right name at the end.
///
/// What the peer sent may be in any order and with strangers among it; several paths are tried. If none is valid,
/// the [PathException] lists each with its reason.
///
/// Immutable.
public final class PathValidator implements PeerVerifier {
    private final TrustStore trusted;
    private final ValidationPolicy policy;

    private PathValidator(TrustStore trusted, ValidationPolicy policy) {
        this.trusted = trusted;
        this.policy = policy;
    }

    /// For a client: verifies servers, name included.
    public static PathValidator ofServers(TrustStore trusted) {
        return new PathValidator(trusted, ValidationPolicy.usual(Purpose.SERVER, NameCheck.SUBJECT_ALT_NAME));
    }

    /// For a server: verifies clients, which have no host name to check.
    public static PathValidator ofClients(TrustStore trusted) {
        return new PathValidator(trusted, ValidationPolicy.usual(Purpose.CLIENT, NameCheck.NONE));
    }

    /// The same, but any name will do: the peer is then merely somebody whom a trusted authority knows.
    public PathValidator withoutNameCheck() {
        return new PathValidator(trusted, policy.withoutNameCheck());
    }

    /// The same with another lower limit for RSA keys.
    public PathValidator withMinimumRsaBits(int bits) {
        return new PathValidator(trusted, policy.under(policy.rigour().withRsaBits(bits)));
    }

    /// The same, as strict as this.
    @Override
    public PathValidator under(Rigour rigour) {
        return new PathValidator(trusted, policy.under(rigour));
    }

    /// The same, and no certificate of the path may be revoked.
    public PathValidator withRevocation(RevocationCheck check) {
        return new PathValidator(trusted, policy.withRevocation(check));
    }

    /// The same, and what a server staples to its certificates is judged by this.
    public PathValidator withStapled(StapledCheck check) {
        return new PathValidator(trusted, policy.withStapled(check));
    }

    /// A peer that was let in unverified has no path to judge.
    @Override
    public PeerIdentity judgeStapled(PeerIdentity peer, List<Bytes> responses, Instant at) {
        if (peer instanceof VerifiedPeer verified) {
            var check = policy.stapled().of(responses);
            var path = verified.path();
            // A certificate that is trusted by itself is its own issuer.
            check.check(path.getFirst(), path.get(Math.min(1, path.size() - 1)), at);
            for (int i = 1; i < path.size() - 1; i++) {
                check.check(path.get(i), path.get(i + 1), at);
            }
        }
        return peer;
    }

    @Override
    public VerifiedPeer verify(List<Certificate> chain, String hostName, Instant at) {
        if (chain.isEmpty()) {
            throw new CertificateException(CertificateProblem.EMPTY_CHAIN);
        }
        var host = policy.nameCheck() == NameCheck.NONE ? Optional.<HostName>empty() : Optional.of(hostName(hostName));
        var rules = new PathRules(policy, host, at);
        var path = new PathBuilder(chain, trusted, rules).build();
        return new VerifiedPeer(chain, path, host.map(HostName::toString).orElse(""), at);
    }

    /// A certificate cannot be for a host that cannot exist.
    private static HostName hostName(String text) {
        try {
            return HostName.of(text);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(
                    CertificateProblem.NAME_MISMATCH, "the certificate cannot be checked: " + e.getMessage(), e);
        }
    }
}
