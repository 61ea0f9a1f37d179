package postern.tls.handshake.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static postern.tls.handshake.tls12.Handshake12Test.without;
import static postern.tls.handshake.tls12.Rehearsal12.broken;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import postern.crypto.bytes.Bytes;
import postern.tls.Credentials;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Preferences;
import postern.tls.handshake.Rehearsal;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.tls12.client.WaitServerHelloDone;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.Certificate12;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.CertificateVerify12;
import postern.tls.message.ClientHello;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.DigitallySigned;
import postern.tls.message.EcPointFormats;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.message.ServerKeyExchange;
import postern.tls.message.ServerKeyExchange.EcdheParams;
import postern.tls.message.SupportedGroups;
import postern.tls.message.Unknown;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;

/// What each end of TLS 1.2 refuses from a peer that is not honest, one change at a time.
class Refusal12Test {
    // ServerHello, as the client sees it

    private static Violation ofServerHello(UnaryOperator<ServerHello> change) {
        return new Rehearsal12().changing(ServerHello.class, change).refusal();
    }

    private static ServerHello with(ServerHello hello, Extension extension) {
        var list = new ArrayList<>(hello.extensions().list());
        list.removeIf(each -> each.code() == extension.code());
        list.add(extension);
        return with(hello, Extensions.of(list));
    }

    private static ServerHello with(ServerHello hello, Extensions extensions) {
        return new ServerHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionIdEcho(),
                hello.cipherSuite(),
                hello.legacyCompressionMethod(),
                extensions);
    }

    private static ServerHello with(ServerHello hello, Bytes sessionId, int suite, int compression) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), sessionId, suite, compression, hello.extensions());
    }

    @Test
    void aSuiteThatWasNotOfferedOrIsOfTls13() {
        for (int suite : new int[] {0x002f, 0x0a0a, CipherSuite.TLS_AES_128_GCM_SHA256.code()}) {
            assertEquals(Violation.SUITE_NOT_OFFERED, ofServerHello(hello -> with(hello, Bytes.EMPTY, suite, 0)));
        }
    }

    @Test
    void compression() {
        assertEquals(
                Violation.COMPRESSION_CHOSEN, ofServerHello(hello -> with(hello, Bytes.EMPTY, hello.cipherSuite(), 1)));
    }

    /// The session id of a client that offers TLS 1.3 is made up; there is nothing to resume.
    @Test
    void theSessionIdOfTheOffer() {
        var both = Rehearsal12.versions(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
        var sessionId = new Bytes[1];
        var play = new Rehearsal12()
                .with(Rehearsal.client(both))
                .offering(hello -> {
                    sessionId[0] = hello.legacySessionId();
                    return hello;
                })
                .changing(ServerHello.class, hello -> with(hello, sessionId[0], hello.cipherSuite(), 0));
        assertEquals(Violation.RESUMPTION_NOT_OFFERED, play.refusal());
    }

    @Test
    void noRenegotiationInfo() {
        assertEquals(
                Violation.RENEGOTIATION_INFO_MISSING,
                ofServerHello(hello -> with(
                        hello,
                        Extensions.of(hello.extensions().list().stream()
                                .filter(each -> !(each instanceof RenegotiationInfo))
                                .toList()))));
        assertEquals(Violation.RENEGOTIATION_INFO_MISSING, ofServerHello(hello -> with(hello, Extensions.ABSENT)));
    }

    @Test
    void aRenegotiationInfoThatNamesAnEarlierHandshake() {
        assertEquals(
                Violation.RENEGOTIATION_INFO_WRONG,
                ofServerHello(hello -> with(hello, new RenegotiationInfo(Bytes.of(1)))));
    }

    /// It is for block ciphers alone.
    @Test
    void encryptThenMacForAnAead() {
        assertEquals(
                Violation.ENCRYPT_THEN_MAC_UNFIT,
                new Rehearsal12()
                        .offering(hello -> with(hello, new EncryptThenMac()))
                        .changing(ServerHello.class, hello -> with(hello, new EncryptThenMac()))
                        .refusal());
    }

    @Test
    void pointFormatsWithoutTheUncompressedOne() {
        assertEquals(Violation.POINT_FORMATS, ofServerHello(hello -> with(hello, new EcPointFormats(List.of(1, 2)))));
    }

    @Test
    void anExtensionThatWasNotAskedFor() {
        assertEquals(
                Violation.EXTENSION_UNSOLICITED, ofServerHello(hello -> with(hello, new Unknown(0x0a0a, Bytes.EMPTY))));
        assertEquals(
                Violation.EXTENSION_UNSOLICITED,
                new Rehearsal12()
                        .offering(hello -> without(hello, ExtensionType.EC_POINT_FORMATS))
                        .changing(ServerHello.class, hello -> with(hello, new EcPointFormats(List.of(0))))
                        .refusal());
    }

    @Test
    void anApplicationProtocolThatWasNotOffered() {
        assertEquals(
                Violation.ALPN_CHOICE,
                ofServerHello(hello -> with(hello, new ApplicationProtocols(List.of(Bytes.utf8("h2"))))));
    }

    /// Somebody has taken TLS 1.3 out of the client's hello, and the server's random tells it.
    @Test
    void aDowngrade() {
        var both = Rehearsal12.versions(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
        assertEquals(
                Violation.DOWNGRADE,
                new Rehearsal12()
                        .with(Rehearsal.client(both))
                        .with(Rehearsal.server(both))
                        .changing(ClientHello.class, hello -> without(hello, ExtensionType.SUPPORTED_VERSIONS))
                        .refusal());
    }

    // Certificate

    private static Violation ofCertificate(UnaryOperator<Certificate12> change) {
        return new Rehearsal12().changing(Certificate12.class, change).refusal();
    }

    @Test
    void noCertificate() {
        assertEquals(Violation.EMPTY_CERTIFICATE, ofCertificate(_ -> new Certificate12(List.of())));
    }

    @Test
    void aCertificateThatIsNone() {
        assertEquals(Violation.CERTIFICATE_BAD, ofCertificate(_ -> new Certificate12(List.of(Bytes.of(0x30, 0)))));
    }

    @Test
    void aCertificateOfAnotherKindThanTheSuite() {
        var rsa = Credentials.RSA.credential().leaf().der();
        assertEquals(Violation.CERTIFICATE_OTHER_KEY, ofCertificate(_ -> new Certificate12(List.of(rsa))));
    }

    /// Of the right kind, but not the signer's.
    @Test
    void aCertificateOfSomebodyElse() {
        var other = Credentials.P384.credential().leaf().der();
        assertEquals(Violation.SIGNATURE_WRONG, ofCertificate(_ -> new Certificate12(List.of(other))));
    }

    // ServerKeyExchange

    private static Violation ofKeyExchange(UnaryOperator<ServerKeyExchange> change) {
        return new Rehearsal12().changing(ServerKeyExchange.class, change).refusal();
    }

    private static EcdheParams curve(ServerKeyExchange exchange) {
        return (EcdheParams) exchange.params();
    }

    private static int scheme(ServerKeyExchange exchange) {
        return exchange.signed().orElseThrow().scheme().orElseThrow();
    }

    private static Bytes signature(ServerKeyExchange exchange) {
        return exchange.signed().orElseThrow().signature();
    }

    @Test
    void aSignatureThatIsWrong() {
        assertEquals(
                Violation.SIGNATURE_WRONG,
                ofKeyExchange(exchange ->
                        new ServerKeyExchange(exchange.params(), scheme(exchange), broken(signature(exchange)))));
    }

    /// The key, the group and the randoms are all signed.
    @Test
    void aKeyThatWasNotSigned() {
        assertEquals(
                Violation.SIGNATURE_WRONG,
                ofKeyExchange(exchange -> new ServerKeyExchange(
                        new EcdheParams(
                                curve(exchange).group(), broken(curve(exchange).point())),
                        scheme(exchange),
                        signature(exchange))));
        assertEquals(
                Violation.SIGNATURE_WRONG,
                ofKeyExchange(exchange -> new ServerKeyExchange(
                        new EcdheParams(
                                NamedGroup.SECP384R1.code(), curve(exchange).point()),
                        scheme(exchange),
                        signature(exchange))));
        assertEquals(
                Violation.SIGNATURE_WRONG,
                new Rehearsal12()
                        .changing(
                                ServerHello.class,
                                hello -> new ServerHello(
                                        hello.legacyVersion(),
                                        broken(hello.random()),
                                        Bytes.EMPTY,
                                        hello.cipherSuite(),
                                        0,
                                        hello.extensions()))
                        .refusal());
    }

    @Test
    void aGroupThatWasNotOffered() {
        assertEquals(
                Violation.GROUP_NOT_OFFERED,
                ofKeyExchange(exchange -> new ServerKeyExchange(
                        new EcdheParams(30, curve(exchange).point()), scheme(exchange), signature(exchange))));
    }

    @Test
    void aSchemeThatWasNotOfferedOrDoesNotFit() {
        assertEquals(
                Violation.SIGNATURE_SCHEME_NOT_OFFERED,
                ofKeyExchange(exchange -> new ServerKeyExchange(exchange.params(), 0x0203, signature(exchange))));
        assertEquals(
                Violation.SIGNATURE_SCHEME_UNFIT,
                ofKeyExchange(exchange -> new ServerKeyExchange(
                        exchange.params(), SignatureScheme.RSA_PSS_RSAE_SHA256.code(), signature(exchange))));
    }

    // ClientHello, as the server sees it

    private static Violation ofClientHello(UnaryOperator<ClientHello> change) {
        return new Rehearsal12().offering(change).refusal();
    }

    private static ClientHello with(ClientHello hello, Extension extension) {
        var list = new ArrayList<>(hello.extensions().list());
        list.removeIf(each -> each.code() == extension.code());
        list.add(extension);
        return hello.withExtensions(Extensions.of(list));
    }

    private static ClientHello with(ClientHello hello, List<Integer> suites, Bytes compression) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                suites,
                compression,
                hello.extensions());
    }

    @Test
    void noNullCompression() {
        assertEquals(
                Violation.COMPRESSION_NULL_MISSING,
                ofClientHello(hello -> with(hello, hello.cipherSuites(), Bytes.of(1))));
    }

    @Test
    void aClientThatBeginsWithARenegotiation() {
        assertEquals(
                Violation.RENEGOTIATION_INFO_WRONG,
                ofClientHello(hello -> with(hello, new RenegotiationInfo(Bytes.of(1, 2)))));
    }

    @Test
    void aClientThatReadsNoUncompressedPoints() {
        assertEquals(Violation.POINT_FORMATS, ofClientHello(hello -> with(hello, new EcPointFormats(List.of(1)))));
    }

    @Test
    void nothingInCommon() {
        assertEquals(Violation.NO_COMMON_GROUP, ofClientHello(hello -> with(hello, new SupportedGroups(List.of(30)))));
        // Without a list the server signs with SHA-1 (RFC 5246 §7.4.1.4.1), which our client would not take.
        assertEquals(
                Violation.SIGNATURE_SCHEME_NOT_OFFERED,
                ofClientHello(hello -> without(hello, ExtensionType.SIGNATURE_ALGORITHMS)));
        assertEquals(
                Violation.NO_COMMON_SUITE,
                ofClientHello(hello -> with(hello, List.of(0x1301, 0x002f), ClientHello.NULL_COMPRESSION)));
    }

    /// The suites, not only the signatures, decide which certificate is of use.
    @Test
    void aClientOfRsaSuitesGetsTheRsaCertificate() {
        var suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
        var hello = new Rehearsal12()
                .with(client(List.of(suite), Implemented.SCHEMES))
                .play()
                .taken(Role.CLIENT, ServerHello.class);
        assertEquals(suite.code(), hello.cipherSuite());
    }

    /// In TLS 1.2 the groups are also the curves of certificates (RFC 8422 §5.1.1).
    @Test
    void aClientThatDoesNotKnowTheCurveOfOurCertificate() {
        var p384 = server(Rehearsal12.only12(), Credentials.P384);
        assertEquals(
                Violation.NO_COMMON_SIGNATURE,
                new Rehearsal12()
                        .with(p384)
                        .offering(hello -> with(
                                hello,
                                new SupportedGroups(List.of(NamedGroup.X25519.code(), NamedGroup.SECP256R1.code()))))
                        .refusal());
    }

    // ClientKeyExchange

    @ParameterizedTest
    @FieldSource("postern.tls.param.Implemented#GROUPS")
    void aKeyThatIsNoPoint(NamedGroup group) {
        for (var point : List.of(Bytes.of(4), Bytes.copyOf(new byte[group.shareLength()]))) {
            assertEquals(
                    Violation.KEY_SHARE_INVALID,
                    new Rehearsal12()
                            .with(server(group))
                            .changing(ClientKeyExchange.class, _ -> new ClientKeyExchange(point))
                            .refusal());
        }
    }

    // Finished

    @Test
    void aFinishedThatIsWrong() {
        var changes = new ArrayList<UnaryOperator<Finished>>();
        changes.add(finished -> new Finished(broken(finished.verifyData())));
        changes.add(finished -> new Finished(finished.verifyData().from(1)));
        changes.add(_ -> new Finished(Bytes.EMPTY));
        for (var change : changes) {
            assertEquals(
                    Violation.FINISHED_MISMATCH,
                    new Rehearsal12().changing(Finished.class, change).refusal());
        }
    }

    /// The server's alone: the client has to look at it as well.
    @Test
    void aServersFinishedThatIsWrong() {
        var count = new int[1];
        assertEquals(
                Violation.FINISHED_MISMATCH,
                new Rehearsal12()
                        .changing(Finished.class, finished -> {
                            count[0]++;
                            return count[0] == 1 ? finished : new Finished(broken(finished.verifyData()));
                        })
                        .refusal());
        assertEquals(2, count[0]);
    }

    /// Whatever was changed unseen, Finished finds it.
    @Test
    void aHelloThatWasChangedOnTheWay() {
        assertEquals(
                Violation.FINISHED_MISMATCH,
                new Rehearsal12()
                        .changing(ClientHello.class, hello -> with(hello, new Unknown(0x0a0a, Bytes.EMPTY)))
                        .refusal());
    }

    private static ClientSettings client(List<CipherSuite> suites, List<SignatureScheme> schemes) {
        var all = Rehearsal12.only12();
        return Rehearsal.client(new Preferences(all.versions(), suites, all.groups(), schemes));
    }

    private static ServerSettings server(NamedGroup group) {
        var all = Rehearsal12.only12();
        return Rehearsal.server(new Preferences(all.versions(), all.suites(), List.of(group), all.schemes()));
    }

    private static ServerSettings server(Preferences preferences, Credentials credentials) {
        var settings = Rehearsal.server(preferences);
        return new ServerSettings(
                preferences, List.of(credentials.credential()), List.of("smtp"), settings.surroundings());
    }

    // Certificates of clients

    private static Violation ofClientProof(UnaryOperator<CertificateVerify12> change) {
        return new Rehearsal12()
                .withClientCertificates()
                .changing(CertificateVerify12.class, change)
                .refusal();
    }

    @Test
    void theClientHasToHaveTheKeyOfItsCertificate() {
        assertEquals(
                Violation.SIGNATURE_WRONG,
                ofClientProof(proof -> new CertificateVerify12(new DigitallySigned(
                        proof.signed().scheme(), broken(proof.signed().signature())))));
        assertEquals(
                Violation.SIGNATURE_SCHEME_NOT_OFFERED,
                ofClientProof(proof -> new CertificateVerify12(new DigitallySigned(
                        OptionalInt.of(0x0201), proof.signed().signature()))));
        assertEquals(
                Violation.SIGNATURE_SCHEME_UNFIT,
                ofClientProof(proof -> new CertificateVerify12(new DigitallySigned(
                        OptionalInt.of(SignatureScheme.RSA_PKCS1_SHA256.code()),
                        proof.signed().signature()))));
    }

    @Test
    void anAnonymousServerMayNotAsk() {
        var suite = CipherSuite.TLS_ECDH_ANON_WITH_AES_128_CBC_SHA;
        var all = Rehearsal12.only12();
        var anonymous = new Preferences(all.versions(), List.of(suite), all.groups(), all.schemes());
        var play = new Rehearsal12().with(Rehearsal.client(anonymous)).with(Rehearsal.server(anonymous));
        var request = new CertificateRequest12(List.of(1, 64), Optional.of(List.of(0x0804)), List.of());
        var refusal = assertThrows(
                TlsException.class,
                () -> play.play(suite).beats().stream()
                        .map(beat -> beat.step().next())
                        .filter(WaitServerHelloDone.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .receive(request, HandshakeCodec.write(request)));
        assertEquals(Violation.CERTIFICATE_REQUEST_UNFIT, refusal.violation());
    }

    // Sessions that are resumed

    @Test
    void aSessionIsResumedAsItWas() {
        assertEquals(
                Violation.RESUMPTION_CHANGED,
                Rehearsal12.resuming()
                        .changing(
                                ServerHello.class,
                                hello -> with(
                                        hello,
                                        hello.legacySessionIdEcho(),
                                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.code(),
                                        0))
                        .refusal());
    }

    /// RFC 7627 §5.3, at both ends.
    @Test
    void aSessionStaysBoundToItsHandshake() {
        assertEquals(
                Violation.RESUMPTION_UNBOUND,
                Rehearsal12.resuming()
                        .changing(ClientHello.class, hello -> without(hello, ExtensionType.EXTENDED_MASTER_SECRET))
                        .refusal());
        assertEquals(
                Violation.RESUMPTION_UNBOUND,
                Rehearsal12.resuming()
                        .changing(
                                ServerHello.class,
                                hello -> with(
                                        hello,
                                        Extensions.of(hello.extensions().list().stream()
                                                .filter(each -> !(each instanceof ExtendedMasterSecret))
                                                .toList())))
                        .refusal());
    }

    @Test
    void theFinishedOfAResumedSessionIsChecked() {
        assertEquals(
                Violation.FINISHED_MISMATCH,
                Rehearsal12.resuming()
                        .changing(Finished.class, finished -> new Finished(broken(finished.verifyData())))
                        .refusal());
    }

    // Handshakes inside a connection

    /// What the client says when it begins again, changed.
    private static Violation ofSecondHello(UnaryOperator<ClientHello> change) {
        var play = new Rehearsal12().keepingSessions(Optional.empty()).play();
        var begun = ((Connected) play.last(Role.CLIENT)).renegotiate();
        var hello = (ClientHello) ((Effect.Send) begun.effects().getFirst()).message();
        var changed = change.apply(hello);
        var server = play.last(Role.SERVER);
        return assertThrows(TlsException.class, () -> server.receive(changed, HandshakeCodec.write(changed)))
                .violation();
    }

    @Test
    void aSecondHandshakeHasToNameTheFirst() {
        for (var wrong : List.of(Bytes.EMPTY, Bytes.copyOf(new byte[12]))) {
            assertEquals(
                    Violation.RENEGOTIATION_INFO_WRONG,
                    ofSecondHello(hello -> hello.withExtensions(Extensions.of(hello.extensions().list().stream()
                            .map(each -> each instanceof RenegotiationInfo ? new RenegotiationInfo(wrong) : each)
                            .toList()))));
        }
        assertEquals(
                Violation.RENEGOTIATION_INFO_WRONG,
                ofSecondHello(hello -> without(hello, ExtensionType.RENEGOTIATION_INFO)));
        assertEquals(
                Violation.UNSUPPORTED_VERSION,
                ofSecondHello(hello -> new ClientHello(
                        ProtocolVersion.TLS11.code(),
                        hello.random(),
                        hello.legacySessionId(),
                        hello.cipherSuites(),
                        hello.legacyCompressionMethods(),
                        hello.extensions())));
    }

    /// The server's answer to a second hello, changed.
    private static Violation ofSecondAnswer(UnaryOperator<HandshakeMessage> change) {
        var play = new Rehearsal12().keepingSessions(Optional.empty()).play();
        var begun = ((Connected) play.last(Role.CLIENT)).renegotiate();
        var hello = (Effect.Send) begun.effects().getFirst();
        var answers = play.last(Role.SERVER)
                .receive(hello.message(), hello.encoding())
                .effects();
        return assertThrows(TlsException.class, () -> {
                    var client = begun.next();
                    for (var answer : answers) {
                        if (answer instanceof Effect.Send(var message, var _)) {
                            var changed = change.apply(message);
                            client = client.receive(changed, HandshakeCodec.write(changed))
                                    .next();
                        }
                    }
                })
                .violation();
    }

    @Test
    void theAnswerHasToNameTheFirstToo() {
        assertEquals(
                Violation.RENEGOTIATION_INFO_WRONG,
                ofSecondAnswer(message -> message instanceof ServerHello hello
                        ? with(hello, new RenegotiationInfo(Bytes.EMPTY))
                        : message));
        assertEquals(
                Violation.VERSION_NOT_OFFERED,
                ofSecondAnswer(message -> message instanceof ServerHello hello
                        ? new ServerHello(
                                ProtocolVersion.TLS11.code(),
                                hello.random(),
                                hello.legacySessionIdEcho(),
                                hello.cipherSuite(),
                                0,
                                hello.extensions())
                        : message));
    }

    @Test
    void anotherServerMayNotTakeTheConnectionOver() {
        var other = Credentials.P384.credential().chain().getFirst().der();
        assertEquals(
                Violation.RENEGOTIATION_OTHER_PEER,
                ofSecondAnswer(
                        message -> message instanceof Certificate12 ? new Certificate12(List.of(other)) : message));
    }
}
