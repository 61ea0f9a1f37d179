package postern.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.Credentials;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.CertificateVerify;
import postern.tls.message.Cookie;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareEntry;
import postern.tls.message.KeyShareHelloRetryRequest;
import postern.tls.message.KeyShareServerHello;
import postern.tls.message.SelectedPreSharedKey;
import postern.tls.message.SelectedVersion;
import postern.tls.message.ServerHello;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.Unknown;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientTicket;
import postern.tls.session.ResumableSession;

/// What a client refuses from a server that is not honest, one change at a time.
class ClientRefusalTest {
    private static final int GREASE = 0x6a6a;

    // ServerHello

    private static Violation ofHello(UnaryOperator<ServerHello> change) {
        return new Rehearsal().changing(ServerHello.class, change).refusal();
    }

    private static ServerHello with(ServerHello hello, Extension... extensions) {
        return new ServerHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionIdEcho(),
                hello.cipherSuite(),
                hello.legacyCompressionMethod(),
                Extensions.of(extensions));
    }

    private static ServerHello withRandom(ServerHello hello, Bytes random) {
        return new ServerHello(
                hello.legacyVersion(),
                random,
                hello.legacySessionIdEcho(),
                hello.cipherSuite(),
                hello.legacyCompressionMethod(),
                hello.extensions());
    }

    private static ServerHello withSuite(ServerHello hello, int suite) {
        return new ServerHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionIdEcho(),
                suite,
                hello.legacyCompressionMethod(),
                hello.extensions());
    }

    private static KeyShareServerHello share(ServerHello hello) {
        return hello.extensions().find(KeyShareServerHello.class).orElseThrow();
    }

    private static SelectedVersion version(ServerHello hello) {
        return hello.extensions().find(SelectedVersion.class).orElseThrow();
    }

    @Test
    void aVersionThatWasNotOffered() {
        assertEquals(
                Violation.VERSION_NOT_OFFERED,
                ofHello(hello -> with(hello, share(hello), new SelectedVersion(0x0305))));
        assertEquals(
                Violation.VERSION_NOT_OFFERED,
                ofHello(hello -> with(hello, share(hello), new SelectedVersion(0x0303))));
    }

    private static Rehearsal offering(CipherSuite suite, int selected) {
        var peer = new ResumableSession.Peer(
                Optional.of("localhost"),
                List.of(Credentials.P256.credential().leaf().der()));
        var session = new ResumableSession(
                suite, Secret.zeros(suite.hash().length()), Instant.parse("2027-01-01T00:00:00Z"), 0, peer);
        var ticket = new ClientTicket(session, Bytes.of(1), Duration.ofHours(1));
        var plain = Rehearsal.client(Rehearsal.everything());
        var features = new ClientFeatures(
                List.of(), new ClientFeatures.Resumption(ClientFeatures.Tickets.KEPT, Optional.of(ticket)));
        var client = new ClientSettings(plain.preferences(), plain.target(), plain.surroundings(), features);
        return new Rehearsal()
                .with(client)
                .changing(
                        ServerHello.class,
                        hello -> with(hello, share(hello), version(hello), new SelectedPreSharedKey(selected)));
    }

    @Test
    void aPreSharedKeyThatWasNotOffered() {
        assertEquals(
                Violation.PSK_NOT_OFFERED,
                offering(CipherSuite.TLS_AES_128_GCM_SHA256, 1).refusal());
    }

    @Test
    void aPreSharedKeyForAnotherHash() {
        assertEquals(
                Violation.PSK_HASH,
                offering(CipherSuite.TLS_AES_128_GCM_SHA256, 0).refusal());
    }

    @Test
    void anOlderVersionThatIsNotAllowed() {
        assertEquals(Violation.UNSUPPORTED_VERSION, ofHello(ClientRefusalTest::tls12));
    }

    private static ServerHello tls12(ServerHello hello) {
        return with(hello);
    }

    @Test
    void aDowngrade() {
        var both = new Preferences(
                List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                Implemented.SUITES,
                List.of(NamedGroup.X25519),
                Implemented.SCHEMES);
        for (var sentinel : List.of(ServerHello.DOWNGRADE_TO_TLS12, ServerHello.DOWNGRADE_TO_TLS11)) {
            var violation = new Rehearsal()
                    .with(Rehearsal.client(both))
                    .changing(
                            ServerHello.class,
                            hello -> tls12(withRandom(
                                    hello, hello.random().slice(0, 24).concat(sentinel))))
                    .refusal();
            assertEquals(Violation.DOWNGRADE, violation);
        }
    }

    @Test
    void aLegacyVersionThatIsNotTls12() {
        assertEquals(
                Violation.LEGACY_VERSION,
                ofHello(hello -> new ServerHello(
                        0x0304,
                        hello.random(),
                        hello.legacySessionIdEcho(),
                        hello.cipherSuite(),
                        hello.legacyCompressionMethod(),
                        hello.extensions())));
    }

    @Test
    void tls13WithoutSupportedVersions() {
        assertEquals(
                Violation.MISSING_SUPPORTED_VERSIONS,
                ofHello(hello -> new ServerHello(
                        0x0304,
                        hello.random(),
                        hello.legacySessionIdEcho(),
                        hello.cipherSuite(),
                        hello.legacyCompressionMethod(),
                        Extensions.of())));
        assertEquals(
                Violation.MISSING_SUPPORTED_VERSIONS,
                ofHello(hello -> withRandom(with(hello), ServerHello.HELLO_RETRY_REQUEST)));
    }

    @Test
    void anotherSessionId() {
        assertEquals(
                Violation.SESSION_ID_ECHO,
                ofHello(hello -> new ServerHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionIdEcho().from(1),
                        hello.cipherSuite(),
                        hello.legacyCompressionMethod(),
                        hello.extensions())));
    }

    @Test
    void compression() {
        assertEquals(
                Violation.COMPRESSION_CHOSEN,
                ofHello(hello -> new ServerHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionIdEcho(),
                        hello.cipherSuite(),
                        1,
                        hello.extensions())));
    }

    @Test
    void aSuiteThatWasNotOffered() {
        assertEquals(Violation.SUITE_NOT_OFFERED, ofHello(hello -> withSuite(hello, GREASE)));
        var one = new Preferences(
                List.of(ProtocolVersion.TLS13),
                List.of(CipherSuite.TLS_AES_256_GCM_SHA384),
                List.of(NamedGroup.X25519),
                Implemented.SCHEMES);
        assertEquals(
                Violation.SUITE_NOT_OFFERED,
                new Rehearsal()
                        .with(Rehearsal.client(one))
                        .changing(
                                ServerHello.class, hello -> withSuite(hello, CipherSuite.TLS_AES_128_GCM_SHA256.code()))
                        .refusal());
    }

    /// Offered, but for TLS 1.2.
    @Test
    void aSuiteOfTls12() {
        var both = new Preferences(
                List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                Implemented.SUITES,
                List.of(NamedGroup.X25519),
                Implemented.SCHEMES);
        assertEquals(
                Violation.SUITE_NOT_OFFERED,
                new Rehearsal()
                        .with(Rehearsal.client(both))
                        .changing(
                                ServerHello.class,
                                hello -> withSuite(hello, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.code()))
                        .refusal());
    }

    @Test
    void anExtensionThatWasNotOffered() {
        assertEquals(
                Violation.EXTENSION_UNSOLICITED,
                ofHello(hello -> with(hello, share(hello), version(hello), new Unknown(GREASE, Bytes.EMPTY))));
        var preSharedKey = new Unknown(ExtensionType.PRE_SHARED_KEY.code(), Bytes.of(0, 0));
        assertEquals(
                Violation.EXTENSION_UNSOLICITED,
                ofHello(hello -> with(hello, share(hello), version(hello), preSharedKey)));
    }

    @Test
    void noKeyShare() {
        assertEquals(Violation.MISSING_KEY_SHARE, ofHello(hello -> with(hello, version(hello))));
    }

    @Test
    void aKeyShareForAGroupWithoutOurs() {
        var entry = new KeyShareEntry(NamedGroup.SECP256R1.code(), Bytes.of(4));
        assertEquals(
                Violation.GROUP_NOT_OFFERED,
                ofHello(hello -> with(hello, new KeyShareServerHello(entry), version(hello))));
    }

    /// X25519's zero, whose every multiple is zero (RFC 7748 §6.1).
    @Test
    void aKeyShareThatIsNoPublicKey() {
        var entry = new KeyShareEntry(NamedGroup.X25519.code(), Bytes.copyOf(new byte[32]));
        assertEquals(
                Violation.KEY_SHARE_INVALID,
                ofHello(hello -> with(hello, new KeyShareServerHello(entry), version(hello))));
    }

    // HelloRetryRequest

    private static Rehearsal retrying() {
        var p256 = new Preferences(
                List.of(ProtocolVersion.TLS13), Implemented.SUITES, List.of(NamedGroup.SECP256R1), Implemented.SCHEMES);
        return new Rehearsal().with(Rehearsal.server(p256));
    }

    private static Violation ofRequest(UnaryOperator<ServerHello> change) {
        return retrying()
                .changing(ServerHello.class, hello -> hello.isHelloRetryRequest() ? change.apply(hello) : hello)
                .refusal();
    }

    private static Violation afterRequest(UnaryOperator<ServerHello> change) {
        return retrying()
                .changing(ServerHello.class, hello -> hello.isHelloRetryRequest() ? hello : change.apply(hello))
                .refusal();
    }

    @Test
    void aRetryForNothing() {
        assertEquals(Violation.RETRY_WITHOUT_CHANGE, ofRequest(hello -> with(hello, version(hello))));
    }

    @Test
    void aRetryForAGroupThatHadAShare() {
        var group = new KeyShareHelloRetryRequest(NamedGroup.X25519.code());
        assertEquals(Violation.RETRY_WITHOUT_CHANGE, ofRequest(hello -> with(hello, group, version(hello))));
    }

    @Test
    void aRetryForAGroupThatWasNotOffered() {
        var group = new KeyShareHelloRetryRequest(GREASE);
        assertEquals(Violation.GROUP_NOT_OFFERED, ofRequest(hello -> with(hello, group, version(hello))));
    }

    @Test
    void aRetryWithAnExtensionThatWasNotOffered() {
        var group = new KeyShareHelloRetryRequest(NamedGroup.SECP256R1.code());
        assertEquals(
                Violation.EXTENSION_UNSOLICITED,
                ofRequest(hello -> with(hello, group, version(hello), new Unknown(GREASE, Bytes.EMPTY))));
    }

    @Test
    void aSecondRetry() {
        assertEquals(
                Violation.RETRY_TWICE,
                afterRequest(hello -> withRandom(
                        with(hello, new Cookie(Bytes.of(1)), version(hello)), ServerHello.HELLO_RETRY_REQUEST)));
    }

    @Test
    void anotherSuiteAfterARetry() {
        assertEquals(
                Violation.RETRY_CHANGED,
                afterRequest(hello -> withSuite(hello, CipherSuite.TLS_CHACHA20_POLY1305_SHA256.code())));
    }

    @Test
    void anotherVersionAfterARetry() {
        assertEquals(Violation.RETRY_CHANGED, afterRequest(ClientRefusalTest::tls12));
    }

    // EncryptedExtensions

    private static Violation ofAnswers(Extension... extensions) {
        return new Rehearsal()
                .changing(EncryptedExtensions.class, _ -> new EncryptedExtensions(Extensions.of(extensions)))
                .refusal();
    }

    @Test
    void anAnswerThatWasNotAskedFor() {
        assertEquals(Violation.EXTENSION_UNSOLICITED, ofAnswers(new Unknown(GREASE, Bytes.EMPTY)));
    }

    @Test
    void anAnswerInTheWrongPlace() {
        assertEquals(
                Violation.EXTENSION_MISPLACED, ofAnswers(new Unknown(ExtensionType.KEY_SHARE.code(), Bytes.of(0, 29))));
    }

    @Test
    void anApplicationProtocolThatWasNotOffered() {
        assertEquals(Violation.ALPN_CHOICE, ofAnswers(new ApplicationProtocols(List.of(Bytes.utf8("h2")))));
        var two = List.of(Bytes.utf8("smtp"), Bytes.utf8("smtp"));
        assertEquals(Violation.ALPN_CHOICE, ofAnswers(new ApplicationProtocols(two)));
    }

    // CertificateRequest

    private static Violation ofCertificateRequest(CertificateRequest13 request) {
        var state = new Rehearsal()
                .play().beats().stream()
                        .filter(beat -> beat.message() instanceof EncryptedExtensions)
                        .findFirst()
                        .orElseThrow()
                        .step()
                        .next();
        return assertThrows(TlsException.class, () -> state.receive(request, HandshakeCodec.write(request)))
                .violation();
    }

    @Test
    void aCertificateRequestWithAContext() {
        var schemes = Extensions.of(new SignatureAlgorithms(List.of(0x0804)));
        assertEquals(
                Violation.CERTIFICATE_CONTEXT, ofCertificateRequest(new CertificateRequest13(Bytes.of(1), schemes)));
    }

    @Test
    void aCertificateRequestWithoutSchemes() {
        assertEquals(
                Violation.MISSING_SIGNATURE_ALGORITHMS,
                ofCertificateRequest(new CertificateRequest13(Bytes.EMPTY, Extensions.of())));
    }

    // Certificate

    private static Violation ofCertificate(UnaryOperator<CertificateMessage13> change) {
        return new Rehearsal().changing(CertificateMessage13.class, change).refusal();
    }

    @Test
    void noCertificate() {
        assertEquals(Violation.EMPTY_CERTIFICATE, ofCertificate(_ -> new CertificateMessage13(Bytes.EMPTY, List.of())));
    }

    @Test
    void aCertificateWithAContext() {
        assertEquals(
                Violation.CERTIFICATE_CONTEXT,
                ofCertificate(message -> new CertificateMessage13(Bytes.of(1), message.entries())));
    }

    @Test
    void aCertificateWithAnExtension() {
        assertEquals(Violation.EXTENSION_UNSOLICITED, ofCertificate(message -> {
            var first = message.entries().getFirst();
            var entry = new CertificateMessage13.Entry(
                    first.certificate(), Extensions.of(new Unknown(GREASE, Bytes.EMPTY)));
            return new CertificateMessage13(Bytes.EMPTY, List.of(entry));
        }));
    }

    @Test
    void aCertificateThatIsNone() {
        var entry = new CertificateMessage13.Entry(Bytes.of(0x30, 0), Extensions.of());
        assertEquals(
                Violation.CERTIFICATE_BAD, ofCertificate(_ -> new CertificateMessage13(Bytes.EMPTY, List.of(entry))));
    }

    /// The verifier's reason decides on the alert.
    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_ISSUER, CERTIFICATE_OF_UNKNOWN_CA",
        "EXPIRED, CERTIFICATE_OUT_OF_DATE",
        "REVOKED, CERTIFICATE_WITHDRAWN",
        "WRONG_PURPOSE, CERTIFICATE_UNFIT",
        "NAME_MISMATCH, CERTIFICATE_BAD"
    })
    void aCertificateThatTheVerifierRefuses(CertificateProblem problem, Violation violation) {
        PeerVerifier verifier = (_, _, _) -> {
            throw new CertificateException(problem);
        };
        assertEquals(
                violation,
                new Rehearsal()
                        .with(Rehearsal.client(Rehearsal.everything(), verifier))
                        .refusal());
    }

    // CertificateVerify

    private static Violation ofProof(UnaryOperator<CertificateVerify> change) {
        return new Rehearsal().changing(CertificateVerify.class, change).refusal();
    }

    @Test
    void aSchemeThatWasNotOffered() {
        assertEquals(
                Violation.SIGNATURE_SCHEME_NOT_OFFERED,
                ofProof(proof -> new CertificateVerify(0x0201, proof.signature())));
    }

    @Test
    void aSchemeThatTheKeyCannotUse() {
        for (var scheme : List.of(SignatureScheme.ECDSA_SECP384R1_SHA384, SignatureScheme.RSA_PSS_RSAE_SHA256)) {
            assertEquals(
                    Violation.SIGNATURE_SCHEME_UNFIT,
                    ofProof(proof -> new CertificateVerify(scheme.code(), proof.signature())));
        }
    }

    /// PKCS #1 v1.5 may be offered, for certificates and TLS 1.2, but signs no handshake of TLS 1.3.
    @Test
    void aSchemeThatTls13DoesNotHave() {
        var settings = Rehearsal.server(Rehearsal.everything());
        var rsa = new ServerSettings(
                settings.preferences(), List.of(Credentials.RSA.credential()), List.of(), settings.surroundings());
        assertEquals(
                Violation.SIGNATURE_SCHEME_UNFIT,
                new Rehearsal()
                        .with(rsa)
                        .changing(
                                CertificateVerify.class,
                                proof -> new CertificateVerify(
                                        SignatureScheme.RSA_PKCS1_SHA256.code(), proof.signature()))
                        .refusal());
    }

    @Test
    void aSignatureThatIsWrong() {
        assertEquals(
                Violation.SIGNATURE_WRONG,
                ofProof(proof ->
                        new CertificateVerify(proof.scheme(), proof.signature().from(1))));
        assertEquals(
                Violation.SIGNATURE_WRONG,
                ofProof(proof -> new CertificateVerify(proof.scheme(), lastOctetChanged(proof.signature()))));
    }

    // Finished

    @Test
    void aFinishedThatIsWrong() {
        var changes = new ArrayList<UnaryOperator<Finished>>();
        changes.add(finished -> new Finished(lastOctetChanged(finished.verifyData())));
        changes.add(finished -> new Finished(finished.verifyData().from(1)));
        changes.add(_ -> new Finished(Bytes.EMPTY));
        for (var change : changes) {
            assertEquals(
                    Violation.FINISHED_MISMATCH,
                    new Rehearsal().changing(Finished.class, change).refusal());
        }
    }

    private static Bytes lastOctetChanged(Bytes octets) {
        var changed = octets.toArray();
        changed[changed.length - 1] ^= 1;
        return Bytes.adopt(changed);
    }
}
