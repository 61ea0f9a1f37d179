package postern.tls.handshake.tls13.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Agreement;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Effect.Explain;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.ServerFeatures13.Cookies;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CertificateRequests;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.ClientHello;
import postern.tls.message.EarlyDataIndication;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.PskKeyExchangeModes;
import postern.tls.message.ServerNameAcknowledged;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.param.ExtensionType;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.Transcript;
import postern.tls.session.EarlyDataOutcome;

/// RECVD_CH (RFC 9846 §A.2): a hello that agrees to TLS 1.3 is here; the parameters are selected. No message is
/// awaited.
///
/// @param encoding the hello as it came
/// @param retry the request that the hello answers, if there was one
record RecvdClientHello(ServerSettings settings, ClientHello hello, Bytes encoding, Optional<Retry> retry) {
    /// To NEGOTIATED, or by way of a HelloRetryRequest back to START.
    Step proceed() {
        requireWellFormed();
        var preferences = settings.preferences();
        var suite = Negotiation.suite(hello, preferences.suites(ProtocolVersion.TLS13), preferences.terms());
        var group = Negotiation.group(hello, preferences.groups(), preferences.terms());
        var protocol = Negotiation.applicationProtocol(hello, settings.applicationProtocols());
        var share = hello.extensions()
                .find(KeyShareClientHello.class)
                .flatMap(shares -> shares.forGroup(group.chosen().code()));
        boolean cookieIsDue = retry.isEmpty() && settings.features().newest().cookies() == Cookies.DEMANDED;
        if (share.isEmpty() || cookieIsDue) {
            var wanted = share.isEmpty() ? Optional.of(group.chosen()) : Optional.<NamedGroup>empty();
            return Retry.request(this, suite.chosen(), wanted);
        }
        var before = retry.map(Retry::transcript)
                .orElseGet(() -> Transcript.of(suite.chosen().hash()));
        var resumption = Resumption.find(this, suite.chosen(), before);
        var certificate = resumption.isPresent() ? Optional.<Choice<Proof>>empty() : Optional.of(proof());
        var agreement = new Agreement(suite, group, certificate, protocol);
        var early = new EarlyDataDecision(this, suite.chosen(), resumption, protocol.map(Choice::chosen)).choice();
        var request = resumption.isPresent() ? Optional.<CertificateRequest13>empty() : certificateRequest();
        var answers = new Negotiated.Answers(answers(agreement, early.chosen()), request);
        var step = new Negotiated(this, agreement, before.with(encoding), answers, resumption)
                .proceed(share.get())
                .after(new Learn(new Fact.EarlyData(early.chosen())));
        return early.chosen() == EarlyDataOutcome.NOT_OFFERED ? step : step.after(new Explain(early));
    }

    private Optional<CertificateRequest13> certificateRequest() {
        return settings.features().certificateWish().asks()
                ? Optional.of(CertificateRequests.of(Bytes.EMPTY, settings))
                : Optional.empty();
    }

    private Choice<Proof> proof() {
        require(SignatureAlgorithms.class, Violation.MISSING_SIGNATURE_ALGORITHMS);
        return Negotiation.proof(hello, settings, ProtocolVersion.TLS13, _ -> true);
    }

    /// What a hello that offers TLS 1.3 has to contain (RFC 9846 §9.2), and what it may not (§4.2.2).
    private void requireWellFormed() {
        // Otherwise the field says nothing: supported_versions does (RFC 9846 §4.3.1).
        if (hello.legacyVersion() <= ProtocolVersion.SSL30.code()) {
            throw new TlsException(Violation.LEGACY_VERSION, "legacy_version is %04x".formatted(hello.legacyVersion()));
        }
        if (!hello.legacyCompressionMethods().equals(ClientHello.NULL_COMPRESSION)) {
            throw new TlsException(
                    Violation.COMPRESSION_OFFERED,
                    "methods " + hello.legacyCompressionMethods().toHex());
        }
        require(SupportedGroups.class, Violation.MISSING_SUPPORTED_GROUPS);
        require(KeyShareClientHello.class, Violation.MISSING_KEY_SHARE);
        // A client that offers a pre-shared key has to say for what (RFC 9846 §4.3.9).
        if (hello.extensions().has(ExtensionType.PRE_SHARED_KEY)) {
            require(PskKeyExchangeModes.class, Violation.MISSING_PSK_MODES);
        }
    }

    private void require(Class<? extends Extension> kind, Violation otherwise) {
        if (hello.extensions().find(kind).isEmpty()) {
            throw new TlsException(otherwise, "in the ClientHello");
        }
    }

    private EncryptedExtensions answers(Agreement agreement, EarlyDataOutcome early) {
        var list = new ArrayList<Extension>();
        // A server that has used the name says so (RFC 6066 §3).
        var name = Negotiation.serverName(hello);
        if (agreement
                .certificate()
                .filter(proof -> Negotiation.isFor(proof.chosen().credential(), name))
                .isPresent()) {
            list.add(new ServerNameAcknowledged());
        }
        RecordLimits.answer(hello, settings.preferences(), ProtocolVersion.TLS13)
                .map(RecordLimits::answer)
                .ifPresent(list::add);
        agreement
                .protocol()
                .map(protocol -> Bytes.utf8(protocol.chosen()))
                .map(octets -> new ApplicationProtocols(List.of(octets)))
                .ifPresent(list::add);
        if (early == EarlyDataOutcome.ACCEPTED) {
            list.add(new EarlyDataIndication());
        }
        return new EncryptedExtensions(Extensions.of(list));
    }
}
