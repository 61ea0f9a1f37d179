package postern.tls.handshake.tls12.server;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Signing;
import postern.tls.handshake.tls12.HandshakeSignature;
import postern.tls.message.ClientHello;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ExtensionType;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.NamedGroup.Kind;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Credential;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.Terms;
import postern.tls.policy.Terms.Curves;
import postern.tls.policy.Terms.Precedence;

/// How a server up to TLS 1.2 chooses. Here one number, the suite, says how keys are agreed, what kind of
/// certificate shows who the server is, and what protects the records; so a suite is of use only if all three
/// can be done.
///
/// The rule is that of [Negotiation]: first the certificate, for the name that the client wants if there is one,
/// then the first suite of ours that goes with it. Suites in which nobody is authenticated come last in effect:
/// they are taken only where no certificate goes with anything that the client offers.
record Negotiation12(ServerSettings settings, ClientHello hello, ProtocolVersion version) {
    /// The codes of groups in prime fields (RFC 7919 §2).
    private static final int FIRST_FIELD = 256;

    private static final int LAST_FIELD = 511;

    /// Everything.
    ///
    /// @throws TlsException if something is not in common
    Agreement12 agree() {
        boolean certificateFirst = terms().precedence() == Precedence.CREDENTIALS;
        var proof = certificateFirst
                ? firstUsable().filter(each -> !sharedKeyIsDearer(suites(each).getFirst()))
                : bestBySuite();
        var suite =
                Negotiation.suite(hello, proof.map(this::suites).orElseGet(this::suitesWithoutCertificate), terms());
        return new Agreement12(
                version,
                suite,
                group(suite.chosen().kx()),
                proof.filter(_ -> suite.chosen().auth() != Auth.NONE)
                        .map(each -> new Choice<>("certificate", each, why(each))),
                Negotiation.applicationProtocol(hello, settings.applicationProtocols()));
    }

    private Optional<Proof> firstUsable() {
        return proofs().filter(each -> !suites(each).isEmpty()).findFirst();
    }

    /// Where a policy orders the suites, or leaves the order to the client, the best suite decides on the
    /// certificate.
    private Optional<Proof> bestBySuite() {
        var usable = proofs().filter(each -> !suites(each).isEmpty()).toList();
        var all = Stream.concat(usable.stream().flatMap(each -> suites(each).stream()), withoutCertificate())
                .distinct()
                .sorted(Comparator.comparingInt(settings.preferences().suites()::indexOf))
                .toList();
        if (usable.isEmpty() || all.isEmpty()) {
            return Optional.empty();
        }
        var best = Negotiation.suite(hello, all, terms()).chosen();
        return usable.stream().filter(each -> suites(each).contains(best)).findFirst();
    }

    private Terms terms() {
        return settings.preferences().terms();
    }

    private String why(Proof proof) {
        var named = Negotiation.serverName(hello);
        var reason = "a suite that the client offers goes with its key";
        return Negotiation.isFor(proof.credential(), named) ? "it is for " + named.get() + " and " + reason : reason;
    }

    // Certificates

    /// Our certificates, that for the client's name first, each with the ways in which it can sign for this
    /// client.
    private Stream<Proof> proofs() {
        var named = Negotiation.serverName(hello);
        var byName = settings.credentials().stream().filter(each -> Negotiation.isFor(each, named));
        return Stream.concat(byName, settings.credentials().stream())
                .filter(each -> isOnCurveOfClient(each.publicKey()))
                .flatMap(this::proofs);
    }

    /// The schemes by which a key signs for this client; and where there is none, the one that stands for none,
    /// because with RSA key exchange nothing is signed.
    private Stream<Proof> proofs(Credential credential) {
        var binding = terms().curves() == Curves.BOUND ? ProtocolVersion.TLS13 : version;
        var schemes = version == ProtocolVersion.TLS12 ? theirSchemes() : Optional.<List<Integer>>empty();
        var byDefault = HandshakeSignature.byDefault(credential.publicKey()).stream();
        var common = schemes.stream()
                .flatMap(theirs -> settings.preferences().signing().stream()
                        .filter(scheme -> theirs.contains(scheme.code()))
                        .filter(scheme -> Signing.fits(scheme, binding, credential.publicKey())));
        return Stream.concat(common, byDefault).map(scheme -> new Proof(credential, scheme));
    }

    private Optional<List<Integer>> theirSchemes() {
        return hello.extensions().find(SignatureAlgorithms.class).map(SignatureAlgorithms::schemes);
    }

    /// Whether the client verifies what the proof signs: without a list, by SHA-1 (RFC 5246 §7.4.1.4.1);
    /// before TLS 1.2, in the only way there is.
    private boolean isVerifiedByClient(Proof proof) {
        return version != ProtocolVersion.TLS12
                || theirSchemes()
                        .map(theirs -> theirs.contains(proof.scheme().code())
                                && settings.preferences().signing().contains(proof.scheme()))
                        .orElse(true);
    }

    /// The client's groups are also the curves on which it verifies (RFC 8422 §5.1.1); if it names none, all
    /// are.
    private boolean isOnCurveOfClient(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _, PublicKey.RsaPss _, PublicKey.Edwards _ -> true;
            case PublicKey.Ec ec ->
                theirGroups()
                        .map(theirs -> Signing.group(ec.curve())
                                .filter(group -> theirs.contains(group.code()))
                                .isPresent())
                        .orElse(true);
        };
    }

    // Suites

    private List<CipherSuite> suites(Proof proof) {
        if (!terms().allows(proof.scheme())) {
            return List.of(); // also with RSA key exchange: before TLS 1.2 OpenSSL's levels know only SHA-1
        }
        var kind = Signing.auth(proof.credential().publicKey());
        boolean signs = isVerifiedByClient(proof);
        boolean encrypts = proof.credential().publicKey() instanceof PublicKey.Rsa;
        return possible()
                .filter(suite -> suite.auth() == kind && (decrypts(suite) ? encrypts : signs))
                .toList();
    }

    /// Whether the suite has the server's key decrypt, not sign.
    private static boolean decrypts(CipherSuite suite) {
        return suite.kx() == Kx.RSA || suite.kx() == Kx.RSA_PSK;
    }

    /// None if clients have to show certificates: that needs a server that does (RFC 5246 §7.4.4).
    ///
    /// @throws TlsException if there is none, with the reason why the others are not possible
    private List<CipherSuite> suitesWithoutCertificate() {
        var all = withoutCertificate().toList();
        if (all.isEmpty()) {
            refuse();
        }
        return all;
    }

    /// Those in which both ends prove themselves by a shared key alone.
    private List<CipherSuite> sharedKeySuites() {
        return requiresCertificates()
                ? List.of()
                : possible().filter(suite -> suite.auth() == Auth.PSK).toList();
    }

    private boolean requiresCertificates() {
        return settings.features().certificateWish().demand() == ClientAuthentication.REQUIRE;
    }

    /// Whether we like a suite with a shared key better than this one with a certificate.
    private boolean sharedKeyIsDearer(CipherSuite certified) {
        var ours = settings.preferences().suites(version);
        return sharedKeySuites().stream().anyMatch(shared -> ours.indexOf(shared) < ours.indexOf(certified));
    }

    /// Those with a shared key before those in which nobody is authenticated.
    private Stream<CipherSuite> withoutCertificate() {
        return requiresCertificates()
                ? Stream.of()
                : Stream.concat(sharedKeySuites().stream(), possible().filter(suite -> suite.auth() == Auth.NONE));
    }

    private void refuse() {
        boolean wantsCurve = offered().anyMatch(suite -> suite.kx().isEllipticCurve());
        if (wantsCurve && curve().isEmpty()) {
            throw new TlsException(
                    Violation.NO_COMMON_GROUP,
                    "the client offers " + Negotiation.hex(theirGroups().orElse(List.of())) + ", we allow "
                            + settings.preferences().groups() + blameGroups());
        }
        if (offered().findAny().isEmpty()) {
            Negotiation.suite(hello, ours(), terms());
        }
        throw new TlsException(
                Violation.NO_COMMON_SIGNATURE,
                "the client verifies "
                        + theirSchemes().map(Negotiation::hex).orElse("SHA-1 alone") + " and offers the suites "
                        + offered().map(CipherSuite::openSslName).toList() + ", our keys are "
                        + settings.credentials().stream()
                                .map(each -> each.publicKey().describe())
                                .toList()
                        + Negotiation.blameSchemes(theirSchemes().orElse(List.of()), terms()));
    }

    private String blameGroups() {
        var known = theirGroups().orElse(List.of()).stream()
                .flatMap(code -> NamedGroup.ofCode(code).stream())
                .toList();
        return terms().removals().blame(known);
    }

    private Stream<CipherSuite> possible() {
        boolean sharesKeys = settings.features().older().keys().isPresent();
        return offered()
                .filter(suite -> sharesKeys || !suite.kx().isPreShared())
                .filter(suite -> canAgree(suite.kx()));
    }

    private Stream<CipherSuite> offered() {
        return ours().stream().filter(suite -> hello.cipherSuites().contains(suite.code()));
    }

    /// A policy may want blocks only with the MAC over the ciphertext (RFC 7366).
    private List<CipherSuite> ours() {
        boolean blocks = knowsEncryptThenMac() || !terms().has(GnuTlsFlag.FORCE_ETM);
        return settings.preferences().suites(version).stream()
                .filter(suite -> blocks || !suite.bulk().isCbc())
                .toList();
    }

    private boolean knowsEncryptThenMac() {
        return hello.extensions().has(ExtensionType.ENCRYPT_THEN_MAC);
    }

    // Groups

    private boolean canAgree(Kx kx) {
        return switch (kx) {
            case DHE, DHE_PSK -> hasFields() && (!namesFields() || field().isPresent());
            case ECDHE, ECDHE_PSK -> curve().isPresent();
            default -> true;
        };
    }

    private boolean hasFields() {
        return terms().fields() == Terms.Fields.ANY
                || settings.preferences().groups().stream().anyMatch(group -> group.kind() == Kind.FINITE_FIELD);
    }

    private Optional<Choice<NamedGroup>> group(Kx kx) {
        return switch (kx) {
            case ECDHE, ECDHE_PSK ->
                curve().map(group -> new Choice<>("group", group, "the first of ours that the client can do"));
            case DHE, DHE_PSK ->
                field().map(group -> new Choice<>("group", group, "the first of ours that the client can do"));
            default -> Optional.empty();
        };
    }

    /// A client that names no group at all is old; it knows the curves of its time (RFC 8422 §4 leaves the
    /// choice to us).
    private Optional<NamedGroup> curve() {
        var curves = settings.preferences().groups().stream().filter(NamedGroup::isCurve);
        return theirGroups().isPresent()
                ? Negotiation.inOrder(
                                curves.toList(), NamedGroup::code, theirGroups().get(), terms())
                        .findFirst()
                : curves.filter(group -> group.kind() == Kind.CURVE).findFirst();
    }

    /// A client that names fields is given one of them, or no DHE at all (RFC 7919 §4). The one that we use for
    /// clients without names is among ours.
    private Optional<NamedGroup> field() {
        var own = settings.preferences().dhGroup().name();
        var fields = Stream.concat(
                        settings.preferences().groups().stream(),
                        Arrays.stream(NamedGroup.values())
                                .filter(group -> group.displayName().equals(own)))
                .filter(group -> group.kind() == Kind.FINITE_FIELD)
                .distinct()
                .toList();
        return Negotiation.inOrder(fields, NamedGroup::code, theirGroups().orElse(List.of()), terms())
                .findFirst();
    }

    private boolean namesFields() {
        return theirGroups().orElse(List.of()).stream().anyMatch(code -> code >= FIRST_FIELD && code <= LAST_FIELD);
    }

    private Optional<List<Integer>> theirGroups() {
        return hello.extensions().find(SupportedGroups.class).map(SupportedGroups::groups);
    }
}
