package postern.tls;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postern.crypto.dh.DhGroup;
import postern.crypto.dh.StandardGroups;
import postern.tls.handshake.ServerFeatures13;
import postern.tls.kx.KeyExchange12;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Credential;
import postern.tls.pki.HostName;
import postern.tls.policy.SecurityPolicy;
import postern.tls.policy.Terms;
import postern.tls.session.ReplayGuard;
import postern.tls.session.TicketKeys;

/// What is looked at when a [TlsConfig] is built: each option by itself. Whatever is refused is refused with
/// the option's name and the remedy.
final class OptionChecks {
    /// TLS 1.1 and 1.0 are deprecated (RFC 8996): for teaching, and for old printers, where somebody asks for
    /// them.
    private static final List<ProtocolVersion> IMPLEMENTED =
            List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12, ProtocolVersion.TLS11, ProtocolVersion.TLS10);

    private OptionChecks() {}

    static List<ProtocolVersion> versions(List<ProtocolVersion> versions) {
        for (var version : distinct("versions", versions)) {
            if (!IMPLEMENTED.contains(version)) {
                throw refusal("versions", version + " is not implemented", "take it out; there are " + IMPLEMENTED);
            }
        }
        return IMPLEMENTED.stream().filter(versions::contains).toList();
    }

    static List<NamedGroup> keyShares(List<NamedGroup> shares, List<NamedGroup> groups) {
        for (var group : distinctOrNone("keyShares", shares)) {
            if (!groups.contains(group)) {
                throw refusal("keyShares", group + " is not among the groups", "add it to groups, or take it out");
            }
        }
        return shares;
    }

    static List<String> applicationProtocols(List<String> names) {
        for (var name : distinctOrNone("applicationProtocols", names)) {
            if (name.isEmpty() || name.length() > 255 || !name.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
                throw refusal(
                        "applicationProtocols",
                        "'" + name + "' cannot be an ALPN name",
                        "use 1 to 255 printable ASCII characters (RFC 7301 §3.1)");
            }
        }
        return List.copyOf(names);
    }

    static HostName hostName(String option, String name) {
        try {
            return HostName.of(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + ": " + e.getMessage() + "; give a DNS name or an IP address", e);
        }
    }

    static DhGroup dhGroup(@Nullable DhGroup group, Terms terms) {
        int least = Math.max(KeyExchange12.MIN_DH_BITS, terms.primeBits());
        if (group == null) {
            return usualDhGroup(least);
        }
        if (group.bits() < least) {
            throw refusal(
                    "dhGroup",
                    "a prime of " + group.bits() + " bits is too short",
                    "use one of at least " + least + ", such as ffdhe"
                            + usualDhGroup(least).bits());
        }
        return group;
    }

    /// The shortest field of RFC 7919 that is long enough, or else the longest there is.
    static DhGroup usualDhGroup(int least) {
        int bits = IntStream.of(2048, 3072, 4096, 6144)
                .filter(length -> length >= least)
                .findFirst()
                .orElse(8192);
        return StandardGroups.named("ffdhe" + bits).orElseThrow();
    }

    /// A level asks of our own certificates what it asks of the peer's: our side of the connection is worth no
    /// more than our key.
    static List<Credential> credentials(List<Credential> credentials, Terms terms) {
        var least = terms.level().demand();
        for (var credential : credentials) {
            least.objection(credential.publicKey()).ifPresent(objection -> {
                throw refusal(
                        "credentials",
                        "the key of " + credential.leaf().subject() + " is too weak: "
                                + credential.publicKey().describe() + ", " + objection,
                        "take a longer key, or a lower level");
            });
        }
        return List.copyOf(credentials);
    }

    /// Of X.509 certificates there have to be some: nothing else is implemented.
    static void requireX509(SecurityPolicy policy) {
        if (!policy.certificateTypes().isEmpty() && !policy.certificateTypes().contains("X509")) {
            throw refusal(
                    "policy",
                    "it allows no certificates of X.509, but " + policy.certificateTypes(),
                    "add +CTYPE-X509; nothing else is implemented");
        }
    }

    /// A policy may leave no group, if it leaves a suite that needs none, and not TLS 1.3.
    static List<NamedGroup> groups(List<NamedGroup> groups, List<CipherSuite> suites, List<ProtocolVersion> versions) {
        boolean needed = versions.contains(ProtocolVersion.TLS13)
                || suites.stream().allMatch(suite -> suite.kx().isEllipticCurve());
        return groups.isEmpty() && !needed ? List.of() : implemented("groups", groups, Implemented.ALL_GROUPS);
    }

    /// A policy may leave no scheme, if it leaves no version that names any.
    static List<SignatureScheme> schemes(String option, List<SignatureScheme> schemes, List<ProtocolVersion> versions) {
        boolean named = versions.stream().anyMatch(version -> version.atLeast(ProtocolVersion.TLS12));
        return schemes.isEmpty() && !named ? List.of() : implemented(option, schemes, Implemented.ALL_SCHEMES);
    }

    static Optional<ServerFeatures13.EarlyData> earlyData(int limit, @Nullable TicketKeys keys, ReplayGuard guard) {
        if (limit == 0) {
            return Optional.empty();
        }
        if (keys == null) {
            throw refusal("acceptEarlyData", "it comes with tickets, and none are given", "set ticketKeys");
        }
        return Optional.of(new ServerFeatures13.EarlyData(limit, guard));
    }

    /// The registries name more than the engine can do.
    static <T> List<T> implemented(String option, List<T> values, List<T> all) {
        for (var value : values) {
            if (!all.contains(value)) {
                throw refusal(option, value + " is not implemented", "take it out; there are " + all);
            }
        }
        return distinct(option, values);
    }

    static <T> List<T> distinct(String option, List<T> values) {
        if (values.isEmpty()) {
            throw refusal(option, "nothing would be left to agree on", "name at least one, or leave the default");
        }
        return distinctOrNone(option, values);
    }

    static <T> List<T> distinctOrNone(String option, List<T> values) {
        var seen = new HashSet<T>();
        for (var value : values) {
            if (!seen.add(value)) {
                throw refusal(option, value + " stands there twice", "name each value once");
            }
        }
        return List.copyOf(values);
    }

    static IllegalArgumentException refusal(String option, String reason, String remedy) {
        return new IllegalArgumentException(option + ": " + reason + "; " + remedy);
    }
}
