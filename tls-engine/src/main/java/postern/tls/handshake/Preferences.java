package postern.tls.handshake;

import java.util.List;
import postern.crypto.dh.DhGroup;
import postern.tls.kx.KeyExchange12;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.policy.Terms;

/// What this end is willing to agree on, each list with the dearest first.
///
/// @param versions newest first
/// @param schemes the signatures that this end verifies
/// @param signing the signatures that this end makes, if it has a key that fits
/// @param dhGroup a server's group for DHE with clients that name none (RFC 7919 §4)
/// @param terms what else a policy asks
/// @param recordSizeLimit the longest record that we want to take (RFC 8449); 0 for any
public record Preferences(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        List<SignatureScheme> signing,
        DhGroup dhGroup,
        Terms terms,
        int recordSizeLimit) {
    /// With records of any length.
    public Preferences(
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            List<NamedGroup> groups,
            List<SignatureScheme> schemes,
            List<SignatureScheme> signing,
            DhGroup dhGroup,
            Terms terms) {
        this(versions, suites, groups, schemes, signing, dhGroup, terms, 0);
    }

    /// Keeps its own copies of the lists.
    public Preferences {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        schemes = List.copyOf(schemes);
        signing = List.copyOf(signing);
    }

    /// Without a policy.
    public Preferences(
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            List<NamedGroup> groups,
            List<SignatureScheme> schemes,
            List<SignatureScheme> signing,
            DhGroup dhGroup) {
        this(versions, suites, groups, schemes, signing, dhGroup, Terms.USUAL);
    }

    /// Of an end that makes the signatures that it verifies, with ffdhe2048 for clients that name no group.
    public Preferences(
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            List<NamedGroup> groups,
            List<SignatureScheme> schemes) {
        this(versions, suites, groups, schemes, schemes, KeyExchange12.field(NamedGroup.FFDHE2048));
    }

    /// The suites that can be used with one protocol version, in order.
    public List<CipherSuite> suites(ProtocolVersion version) {
        return suites.stream().filter(suite -> suite.usableIn(version)).toList();
    }
}
