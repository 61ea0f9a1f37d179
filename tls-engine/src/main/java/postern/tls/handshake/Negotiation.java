package postern.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.ClientHello;
import postern.tls.message.ServerName;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Credential;
import postern.tls.pki.HostName;
import postern.tls.policy.Removals;
import postern.tls.policy.Terms;

/// How a server chooses from what a client offers. Each function takes the offer and our preferences and returns
/// the [Choice] with its reason; none has state, so the answer to "why this?" is a unit test.
///
/// The rule is the same everywhere: the first of ours that the client can do. Ours, because an operator who
/// orders a list means something by it; a client's order is mostly its library's default.
public final class Negotiation {
    private Negotiation() {}

    /// The protocol version: the newest in common.
    ///
    /// @throws TlsException if there is none, or if the client was talked into an older one (RFC 7507 §3)
    public static Choice<ProtocolVersion> version(ClientHello hello, List<ProtocolVersion> ours) {
        return version(hello, ours, Removals.NONE);
    }

    /// The same, and a refusal names the word of the policy that is to blame.
    ///
    /// @throws TlsException if there is none, or if the client was talked into an older one (RFC 7507 §3)
    public static Choice<ProtocolVersion> version(ClientHello hello, List<ProtocolVersion> ours, Removals removals) {
        var theirs = hello.extensions().find(SupportedVersions.class);
        Predicate<ProtocolVersion> offered = theirs.<Predicate<ProtocolVersion>>map(
                        list -> version -> list.versions().contains(version.code()))
                .orElse(version -> offeredByLegacyVersion(hello, version));
        var chosen = ours.stream()
                .filter(offered)
                .findFirst()
                .orElseThrow(() -> new TlsException(
                        Violation.UNSUPPORTED_VERSION,
                        "the client offers "
                                + names(theirs.map(SupportedVersions::versions).orElse(List.of(hello.legacyVersion())))
                                + ", we allow " + ours
                                + removals.blame(Stream.of(ProtocolVersion.values())
                                        .filter(offered.and(version -> version != ProtocolVersion.SSL30))
                                        .toList())));
        refuseFallback(hello, chosen, ours);
        return new Choice<>(
                "protocol version",
                chosen,
                theirs.isPresent()
                        ? "the newest of " + ours + " in the client's supported_versions"
                        : "the client sent no supported_versions, so it speaks TLS1.2 at most");
    }

    private static String names(List<Integer> versions) {
        return versions.stream().map(ProtocolVersion::describe).collect(Collectors.joining(", "));
    }

    /// Refuses a client that asks for a host that none of our certificates is for, if that is the rule (RFC
    /// 6066 §3).
    ///
    /// @throws TlsException if so
    public static void requireKnownName(ClientHello hello, ServerSettings settings) {
        var name = serverName(hello);
        boolean known = name.isEmpty() || settings.credentials().stream().anyMatch(each -> isFor(each, name));
        if (!known && settings.features().unknownName() == ServerFeatures.UnknownName.REFUSED) {
            throw new TlsException(Violation.SERVER_NAME_UNKNOWN, name.get() + " is in none of our certificates");
        }
    }

    /// A client without `supported_versions` speaks TLS 1.2 at most, whatever number it says (RFC 9846 §4.3.1).
    private static boolean offeredByLegacyVersion(ClientHello hello, ProtocolVersion version) {
        return version != ProtocolVersion.TLS13 && version.code() <= hello.legacyVersion();
    }

    /// RFC 7507 §3: a client that says it is trying an older version although we could do a newer one has been
    /// cut off from us by somebody.
    private static void refuseFallback(ClientHello hello, ProtocolVersion chosen, List<ProtocolVersion> ours) {
        boolean fallback = hello.cipherSuites().contains(CipherSuite.FALLBACK_SCSV);
        if (fallback && ours.stream().anyMatch(version -> version.compareTo(chosen) > 0)) {
            throw new TlsException(Violation.FALLBACK, "to " + chosen + ", we allow " + ours);
        }
    }

    /// The cipher suite.
    ///
    /// @param ours those that the version and, in TLS 1.2, our certificates allow
    /// @throws TlsException if the client offers none of them
    public static Choice<CipherSuite> suite(ClientHello hello, List<CipherSuite> ours) {
        return suite(hello, ours, Terms.USUAL);
    }

    /// The same under the terms of a policy: whose order counts, and which word a refusal names.
    ///
    /// @throws TlsException if the client offers none of them
    public static Choice<CipherSuite> suite(ClientHello hello, List<CipherSuite> ours, Terms terms) {
        boolean theirOrder = terms.precedence() == Terms.Precedence.CLIENT;
        return inOrder(ours, CipherSuite::code, hello.cipherSuites(), terms)
                .findFirst()
                .map(suite -> new Choice<>(
                        "cipher suite",
                        suite,
                        theirOrder
                                ? "the first that the client offers and we allow"
                                : "the first of ours that the client offers"))
                .orElseThrow(() -> new TlsException(
                        Violation.NO_COMMON_SUITE,
                        "the client offers " + hex(hello.cipherSuites()) + ", we allow " + ours
                                + terms.removals().blame(comparable(hello, ours))));
    }

    /// What the client offers of the kind that we look for: suites of TLS 1.3, or those of older versions.
    private static List<CipherSuite> comparable(ClientHello hello, List<CipherSuite> ours) {
        boolean newest = ours.stream().anyMatch(suite -> suite.kx() == Kx.ANY);
        return hello.cipherSuites().stream()
                .flatMap(code -> CipherSuite.ofCode(code).stream())
                .filter(suite -> newest == (suite.kx() == Kx.ANY))
                .toList();
    }

    /// What both have, in the order of whose order counts.
    public static <T> Stream<T> inOrder(List<T> ours, ToIntFunction<T> code, List<Integer> theirs, Terms terms) {
        var common = ours.stream().filter(each -> theirs.contains(code.applyAsInt(each)));
        return terms.precedence() == Terms.Precedence.CLIENT
                ? common.sorted(Comparator.comparingInt(each -> theirs.indexOf(code.applyAsInt(each))))
                : common;
    }

    /// The group of the key exchange. In TLS 1.3 the client may have sent no share for it; then the caller
    /// has to send a HelloRetryRequest (RFC 9846 §4.2.4). The shares that are there do not count: they are a
    /// guess of the client's, and an order that puts a hybrid group first is not to be undone by a guess.
    ///
    /// @throws TlsException if there is none in common
    public static Choice<NamedGroup> group(ClientHello hello, List<NamedGroup> ours) {
        return group(hello, ours, Terms.USUAL);
    }

    /// The same under the terms of a policy: whose order counts, and which word a refusal names.
    ///
    /// @throws TlsException if there is none in common
    public static Choice<NamedGroup> group(ClientHello hello, List<NamedGroup> ours, Terms terms) {
        var theirs = hello.extensions()
                .find(SupportedGroups.class)
                .map(SupportedGroups::groups)
                .orElse(List.of());
        var common = inOrder(ours, NamedGroup::code, theirs, terms).toList();
        if (common.isEmpty()) {
            var known = theirs.stream()
                    .flatMap(code -> NamedGroup.ofCode(code).stream())
                    .toList();
            throw new TlsException(
                    Violation.NO_COMMON_GROUP,
                    "the client offers " + hex(theirs) + ", we allow " + ours
                            + terms.removals().blame(known));
        }
        return new Choice<>("group", common.getFirst(), "the first of ours that the client can do");
    }

    /// Our certificate and how we sign with it. A certificate for the name that the client wants comes before
    /// others; then ours come in their order, each with the first scheme that the client verifies.
    ///
    /// @param usable what else the version asks of a certificate
    /// @throws TlsException if the client verifies nothing that our keys can make
    public static Choice<Proof> proof(
            ClientHello hello, ServerSettings ours, ProtocolVersion version, Predicate<Proof> usable) {
        var theirs = hello.extensions()
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::schemes)
                .orElse(List.of());
        var named = serverName(hello);
        var byName = ours.credentials().stream().filter(credential -> isFor(credential, named));
        return Stream.concat(byName, ours.credentials().stream())
                .flatMap(credential -> proofs(credential, ours.preferences().signing(), version))
                .filter(proof -> theirs.contains(proof.scheme().code()))
                .filter(usable)
                .findFirst()
                .map(proof -> new Choice<>("certificate", proof, why(proof, named)))
                .orElseThrow(() -> new TlsException(
                        Violation.NO_COMMON_SIGNATURE,
                        "the client verifies " + hex(theirs) + ", our keys are " + describeKeys(ours.credentials())
                                + blameSchemes(theirs, ours.preferences().terms())));
    }

    /// Which words of the policy keep out what the client verifies.
    public static String blameSchemes(List<Integer> theirs, Terms terms) {
        var known = theirs.stream()
                .flatMap(code -> SignatureScheme.ofCode(code).stream())
                .toList();
        return terms.removals().blame(known);
    }

    private static Stream<Proof> proofs(Credential credential, List<SignatureScheme> schemes, ProtocolVersion version) {
        return schemes.stream()
                .filter(scheme -> Signing.fits(scheme, version, credential.publicKey()))
                .map(scheme -> new Proof(credential, scheme));
    }

    /// The name that the client asked for, if it is one.
    public static Optional<HostName> serverName(ClientHello hello) {
        return hello.extensions().find(ServerName.class).flatMap(Negotiation::hostName);
    }

    private static Optional<HostName> hostName(ServerName name) {
        try {
            return Optional.of(HostName.of(name.hostName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether a certificate of ours is for the name that the client asked for.
    public static boolean isFor(Credential credential, Optional<HostName> name) {
        return name.isPresent() && credential.isFor(name.get());
    }

    private static String why(Proof proof, Optional<HostName> name) {
        var signature = "its key can sign as the client verifies";
        return isFor(proof.credential(), name) ? "it is for " + name.get() + " and " + signature : signature;
    }

    /// The application protocol; none if the client offers none or we speak none in particular.
    ///
    /// @throws TlsException if the client offers only protocols that we do not speak (RFC 7301 §3.2)
    public static Optional<Choice<String>> applicationProtocol(ClientHello hello, List<String> ours) {
        var theirs = hello.extensions().find(ApplicationProtocols.class);
        if (theirs.isEmpty() || ours.isEmpty()) {
            return Optional.empty();
        }
        var names = theirs.get().names();
        return Optional.of(ours.stream()
                .filter(name -> names.contains(Bytes.utf8(name)))
                .findFirst()
                .map(name -> new Choice<>("application protocol", name, "the first of ours that the client offers"))
                .orElseThrow(() -> new TlsException(
                        Violation.NO_COMMON_PROTOCOL,
                        "the client offers "
                                + names.stream().map(Negotiation::printable).toList() + ", we speak " + ours)));
    }

    /// A name may hold any octets; a log should not.
    private static String printable(Bytes name) {
        var text = name.toText(StandardCharsets.US_ASCII);
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7f) ? text : "0x" + name.toHex();
    }

    private static String describeKeys(List<Credential> credentials) {
        return credentials.stream()
                .map(credential -> credential.publicKey().describe())
                .collect(Collectors.joining(", "));
    }

    /// Codes for a log line.
    public static String hex(List<Integer> codes) {
        return codes.stream().map(code -> "%04x".formatted(code)).collect(Collectors.joining(" ", "[", "]"));
    }
}
