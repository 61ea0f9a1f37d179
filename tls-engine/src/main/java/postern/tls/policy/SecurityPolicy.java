package postern.tls.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Rigour;
import postern.tls.pki.Rigour.Departure;
import postern.tls.pki.SignatureName;
import postern.tls.pki.Strength;

/// What a connection may agree on, whatever the language it was written in: each list with the dearest first, and
/// cut down to what the engine can do.
///
/// An OpenSSL cipher string speaks of the suites up to TLS 1.2 and of the level; of versions, groups and
/// signatures it says nothing, so these are all that are implemented, as far as the level allows them.
///
/// @param certificateTypes what the peer may prove itself with: `X509`, `RAWPK`
/// @param terms what else is asked of a handshake
/// @param rigour how strictly certificates are judged
/// @param warnings what whoever wrote the string should know: words that have no effect here
public record SecurityPolicy(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        List<String> certificateTypes,
        Terms terms,
        Rigour rigour,
        List<String> warnings) {
    /// The level without `@SECLEVEL=`: keys as long as today's practice.
    public static final SecurityLevel DEFAULT_LEVEL = SecurityLevel.LEVEL_2;

    /// OpenSSL's groups in its order. What it says of them counts behind our own defaults.
    private static final List<NamedGroup> OPENSSL_GROUPS = List.of(
            NamedGroup.X25519,
            NamedGroup.SECP256R1,
            NamedGroup.X448,
            NamedGroup.SECP521R1,
            NamedGroup.SECP384R1,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072,
            NamedGroup.FFDHE4096,
            NamedGroup.FFDHE6144,
            NamedGroup.FFDHE8192);

    /// Keeps its own copies.
    public SecurityPolicy {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        schemes = List.copyOf(schemes);
        certificateTypes = List.copyOf(certificateTypes);
        warnings = List.copyOf(warnings);
    }

    /// The level of the connection.
    public SecurityLevel level() {
        return terms.level();
    }

    /// The special keywords of a priority string.
    public Set<GnuTlsFlag> flags() {
        return terms.flags();
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
                .filter(suite -> Implemented.ALL_SUITES.contains(suite) && level.allows(suite))
                .distinct()
                .toList();
        var suiteB = parsed.suiteB();
        var terms = new Terms(
                level,
                level.primeBits(),
                Set.of(),
                Terms.Precedence.SUITES,
                suiteB.isPresent() ? Terms.Curves.BOUND : Terms.Curves.FREE,
                Terms.Fields.ANY,
                Removals.of(parsed, level));
        return new SecurityPolicy(
                Arrays.stream(ProtocolVersion.values())
                        .filter(version -> version.atLeast(ProtocolVersion.TLS10) && level.allows(version))
                        .filter(version -> suiteB.isEmpty() || version.atLeast(ProtocolVersion.TLS12))
                        .toList(),
                suites,
                suiteB.orElseGet(() -> openSslGroups(level)),
                Implemented.ALL_SCHEMES.stream()
                        .filter(level::allows)
                        .filter(scheme -> suiteB.isEmpty()
                                || scheme.curve().filter(suiteB.get()::contains).isPresent())
                        .toList(),
                List.of("X509"),
                terms,
                new Rigour(demand(parsed, level), tolerated(level), Set.of()),
                warnings(string, cipherSuites));
    }

    private static Strength demand(OpenSslCipherString string, SecurityLevel level) {
        return string.suiteB()
                .map(curves -> curves.contains(NamedGroup.SECP256R1)
                        ? new Strength("SUITEB128", Strength.NO_RSA, 256, 128)
                        : new Strength("SUITEB192", Strength.NO_RSA, 384, 192))
                .orElseGet(level::demand);
    }

    private static List<NamedGroup> openSslGroups(SecurityLevel level) {
        return Stream.of(Implemented.GROUPS, OPENSSL_GROUPS, Implemented.ALL_GROUPS)
                .flatMap(List::stream)
                .distinct()
                .filter(level::allows)
                .toList();
    }

    /// At level 0 nothing is asked of signatures.
    private static Set<SignatureName> tolerated(SecurityLevel level) {
        return level == SecurityLevel.LEVEL_0 ? EnumSet.allOf(SignatureName.class) : Set.of();
    }

    /// A name of TLS 1.3 in a cipher string is a word that OpenSSL does not know, and its operator does nothing.
    private static List<String> warnings(String string, Optional<String> cipherSuites) {
        var named = Arrays.stream(CipherSuite.values())
                .filter(suite -> suite.kx() == Kx.ANY && string.contains(suite.ianaName()))
                .map(suite -> suite.ianaName()
                        + " in a cipher string has no effect: the suites of TLS 1.3 have a list of their own");
        var silent = cipherSuites.isPresent()
                ? Stream.<String>of()
                : Stream.of("the cipher string has no effect on TLS 1.3, whose suites have a list of their own");
        return Stream.concat(named, silent).toList();
    }

    /// Of a GnuTLS priority string.
    ///
    /// @param system the system's file of priorities, if there is one
    /// @throws PolicyException if GnuTLS would refuse it
    public static SecurityPolicy ofGnuTls(String string, Optional<String> system) {
        var parsed = GnuTlsPriorityString.of(string, system);
        var policy = parsed.evaluate();
        var precedence = policy.flags().contains(GnuTlsFlag.SERVER_PRECEDENCE)
                ? Terms.Precedence.SUITES
                : Terms.Precedence.CLIENT;
        return new SecurityPolicy(
                Arrays.stream(ProtocolVersion.values())
                        .filter(version -> policy.versions().contains(version.displayName()))
                        .toList(),
                policy.suites().stream()
                        .filter(Implemented.ALL_SUITES::contains)
                        .toList(),
                groups(policy),
                schemes(policy),
                policy.serverCertificates(),
                new Terms(
                        SecurityLevel.LEVEL_0,
                        policy.primeBits(),
                        policy.flags(),
                        precedence,
                        Terms.Curves.FREE,
                        Terms.Fields.NAMED,
                        Removals.of(parsed)),
                rigour(policy),
                warnings(policy));
    }

    private static List<String> warnings(GnuTlsPolicy policy) {
        boolean implied = policy.flags().contains(GnuTlsFlag.COMPAT);
        return policy.flags().stream()
                .filter(flag -> flag != GnuTlsFlag.ALLOW_SMALL_RECORDS || !implied)
                .sorted()
                .flatMap(flag -> flag.withoutEffect().map(why -> "%" + flag + " has no effect: " + why).stream())
                .toList();
    }

    private static Rigour rigour(GnuTlsPolicy policy) {
        var strength =
                policy.profile().map(GnuTlsProfile::strength).orElse(new Strength("the priority string", 0, 0, 0));
        var departures = EnumSet.noneOf(Departure.class);
        var tolerated = EnumSet.noneOf(SignatureName.class);
        for (var flag : policy.flags()) {
            switch (flag) {
                case DISABLE_WILDCARDS -> departures.add(Departure.WILDCARDS_REFUSED);
                case DEBUG_ALLOW_KEY_USAGE_VIOLATIONS -> departures.add(Departure.KEY_USAGE_IGNORED);
                case VERIFY_DISABLE_CRL_CHECKS -> departures.add(Departure.LISTS_IGNORED);
                case VERIFY_ALLOW_BROKEN -> tolerated.addAll(EnumSet.allOf(SignatureName.class));
                case VERIFY_ALLOW_SIGN_RSA_MD5 -> tolerated.add(SignatureName.MD5_RSA);
                case VERIFY_ALLOW_SIGN_WITH_SHA1 ->
                    tolerated.addAll(List.of(SignatureName.SHA1_RSA, SignatureName.SHA1_ECDSA));
                default -> {}
            }
        }
        return new Rigour(strength, tolerated, departures);
    }

    private static List<NamedGroup> groups(GnuTlsPolicy policy) {
        var groups = new ArrayList<NamedGroup>();
        for (var name : policy.usableGroups()) {
            Implemented.ALL_GROUPS.stream()
                    .filter(group -> group.gnuTlsName().equals("GROUP-" + name))
                    .forEach(groups::add);
        }
        return groups;
    }

    private static List<SignatureScheme> schemes(GnuTlsPolicy policy) {
        var schemes = new LinkedHashSet<SignatureScheme>();
        for (var name : policy.usableSignatures()) {
            Implemented.ALL_SCHEMES.stream()
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
