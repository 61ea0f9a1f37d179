package postern.tls.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// What a connection may agree on, whatever the language it was written in: each list with the dearest first, and
/// cut down to what the engine can do.
///
/// An OpenSSL cipher string speaks of the suites up to TLS 1.2 and of the level; of versions, groups and
/// signatures it says nothing, so these are all that are implemented, as far as the level allows them.
///
/// @param certificateTypes what the peer may prove itself with: `X509`, `RAWPK`
/// @param flags the special keywords of a priority string
/// @param warnings what whoever wrote the string should know: words that have no effect here
public record SecurityPolicy(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        List<String> certificateTypes,
        Set<GnuTlsFlag> flags,
        SecurityLevel level,
        List<String> warnings) {
    /// The level without `@SECLEVEL=`: keys as long as today's practice.
    public static final SecurityLevel DEFAULT_LEVEL = SecurityLevel.LEVEL_2;

    /// Keeps its own copies.
    public SecurityPolicy {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        schemes = List.copyOf(schemes);
        certificateTypes = List.copyOf(certificateTypes);
        flags = Set.copyOf(flags);
        warnings = List.copyOf(warnings);
    }

    /// Of an OpenSSL cipher string.
    ///
    /// @param cipherSuites the suites of TLS 1.3 by standard names, as with `-ciphersuites`
    /// @throws PolicyException if OpenSSL would refuse it
    public static SecurityPolicy ofOpenSsl(String string, Optional<String> cipherSuites) {
        var parsed = OpenSslCipherString.of(string, SuiteWorld.POSTERN);
        var level = parsed.level().orElse(DEFAULT_LEVEL);
        var suites = OpenSslListing.list(OpenSslListing.tls13(cipherSuites, SuiteWorld.POSTERN), parsed).stream()
                .flatMap(entry -> Optional.ofNullable(entry.suite()).stream())
                .filter(suite -> Implemented.SUITES.contains(suite) && level.allows(suite))
                .distinct()
                .toList();
        return new SecurityPolicy(
                Arrays.stream(ProtocolVersion.values()).filter(level::allows).toList(),
                suites,
                Implemented.GROUPS.stream().filter(level::allows).toList(),
                Implemented.SCHEMES.stream().filter(level::allows).toList(),
                List.of("X509"),
                Set.of(),
                level,
                warnings(string));
    }

    /// A name of TLS 1.3 in a cipher string is a word that OpenSSL does not know, and its operator does nothing.
    private static List<String> warnings(String string) {
        return Arrays.stream(CipherSuite.values())
                .filter(suite -> suite.kx() == Kx.ANY && string.contains(suite.ianaName()))
                .map(suite -> suite.ianaName()
                        + " in a cipher string has no effect: the suites of TLS 1.3 have a list of" + " their own")
                .toList();
    }

    /// Of a GnuTLS priority string.
    ///
    /// @param system the system's file of priorities, if there is one
    /// @throws PolicyException if GnuTLS would refuse it
    public static SecurityPolicy ofGnuTls(String string, Optional<String> system) {
        var policy = GnuTlsPriorityString.of(string, system).evaluate();
        return new SecurityPolicy(
                Arrays.stream(ProtocolVersion.values())
                        .filter(version -> policy.versions().contains(version.displayName()))
                        .toList(),
                policy.suites().stream().filter(Implemented.SUITES::contains).toList(),
                groups(policy),
                schemes(policy),
                policy.serverCertificates(),
                policy.flags(),
                SecurityLevel.LEVEL_0,
                List.of());
    }

    private static List<NamedGroup> groups(GnuTlsPolicy policy) {
        var groups = new ArrayList<NamedGroup>();
        for (var name : policy.usableGroups()) {
            Implemented.GROUPS.stream()
                    .filter(group -> group.gnuTlsName().equals("GROUP-" + name))
                    .forEach(groups::add);
        }
        return groups;
    }

    private static List<SignatureScheme> schemes(GnuTlsPolicy policy) {
        var schemes = new LinkedHashSet<SignatureScheme>();
        for (var name : policy.usableSignatures()) {
            Implemented.SCHEMES.stream()
                    .filter(scheme -> gnuTlsNames(scheme).contains(name))
                    .forEach(schemes::add);
        }
        return List.copyOf(schemes);
    }

    /// `ECDSA-SHA256` and `ECDSA-SECP256R1-SHA256` are one code point.
    static List<String> gnuTlsNames(SignatureScheme scheme) {
        var name = scheme.name().replace('_', '-');
        return switch (scheme) {
            case ED25519 -> List.of("EdDSA-Ed25519");
            case ED448 -> List.of("EdDSA-Ed448");
            default ->
                List.of(
                        name.replace("RSA-PKCS1-", "RSA-").replace("PSS-PSS-", "PSS-"),
                        name.replaceAll("SECP\\d+R1-", ""));
        };
    }
}
