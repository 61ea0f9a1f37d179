package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.dh.DhGroup;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.RandomSource;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.handshake.tls12.CertificateRequests;
import postern.tls.handshake.tls12.HandshakeSignature;
import postern.tls.handshake.tls12.SignedParams;
import postern.tls.kx.KeyExchange12;
import postern.tls.kx.KeyShare;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.Certificate12;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.CertificateStatus;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.message.ServerHelloDone;
import postern.tls.message.ServerKeyExchange;
import postern.tls.message.ServerNameAcknowledged;
import postern.tls.message.ServerParams;
import postern.tls.message.StatusPromise;
import postern.tls.message.StatusRequest;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.Randoms;

/// Everything is chosen; ServerHello, Certificate, ServerKeyExchange and ServerHelloDone go out. No message is
/// awaited.
record Negotiated(RecvdClientHello12 received, Agreement12 agreement) {
    /// To WaitClientKeyExchange.
    Step proceed() {
        var random = received.settings().surroundings().random();
        var randoms = new Randoms(received.hello().random(), serverRandom(random));
        var exchange = keyExchange(random);

        var flight = new ArrayList<Send>();
        var status = status();
        flight.add(Send.of(hello(randoms.server(), status)));
        agreement.proof().ifPresent(proof -> flight.add(Send.of(certificate(proof.chosen()))));
        status.map(Send::of).ifPresent(flight::add);
        exchange.params().ifPresent(params -> flight.add(Send.of(serverKeyExchange(randoms, params))));
        var request = certificateRequest();
        request.map(Send::of).ifPresent(flight::add);
        flight.add(Send.of(new ServerHelloDone()));

        var transcript = spec().transcript().with(received.encoding());
        for (var sent : flight) {
            transcript = transcript.with(sent.encoding());
        }
        var effects = new ArrayList<Effect>(agreement.learned(received.hello()));
        effects.addAll(flight);
        var handshake = new Handshake(received.settings(), new Agreed(spec(), randoms, binding()));
        var next = request.isPresent()
                ? new WaitCertificate(handshake, exchange, transcript)
                : new WaitClientKeyExchange(handshake, exchange, Optional.empty(), transcript);
        return new Step(next, effects);
    }

    private CipherSpec spec() {
        return new CipherSpec(agreement.version(), agreement.suite().chosen(), order());
    }

    private MacOrder order() {
        boolean known = received.hello().extensions().has(ExtensionType.ENCRYPT_THEN_MAC) && !has(GnuTlsFlag.NO_ETM);
        boolean block = agreement.suite().chosen().bulk().isCbc();
        return known && block ? MacOrder.ENCRYPT_THEN_MAC : MacOrder.MAC_THEN_ENCRYPT;
    }

    private KeyExchange12 keyExchange(RandomSource random) {
        var suite = agreement.suite().chosen();
        var group = agreement.group().map(Choice::chosen);
        return switch (suite.kx()) {
            case ECDHE -> new KeyExchange12.Ecdhe(KeyShare.generate(group.orElseThrow(), random));
            case DHE ->
                KeyExchange12.Dhe.generate(group.map(KeyExchange12::field).orElseGet(this::ownField), random);
            case RSA -> rsa(random);
            default -> throw new IllegalStateException(suite + " is not implemented");
        };
    }

    /// For a client that names no group: ours, which it has to take or leave (RFC 7919 §4).
    private DhGroup ownField() {
        return received.settings().preferences().dhGroup();
    }

    private KeyExchange12 rsa(RandomSource random) {
        var key = agreement.proof().orElseThrow().chosen().credential().key();
        if (!(key instanceof PrivateKey.Rsa(var rsa))) {
            throw new IllegalStateException(
                    "a suite for RSA was chosen with " + key.publicKey().describe());
        }
        return new KeyExchange12.Rsa(rsa, received.hello().legacyVersion(), random);
    }

    /// Its end tells a client that offered more that we could have done it too, so that nobody on the way can
    /// take us both down unseen (RFC 9846 §4.2.3).
    private Bytes serverRandom(RandomSource random) {
        var newest = received.settings().preferences().versions().getFirst();
        if (newest == agreement.version() || !newest.atLeast(ProtocolVersion.TLS12)) {
            return random.bytes(ClientHello.RANDOM_LENGTH);
        }
        boolean toTls12 = agreement.version() == ProtocolVersion.TLS12;
        var sentinel = toTls12 ? ServerHello.DOWNGRADE_TO_TLS12 : ServerHello.DOWNGRADE_TO_TLS11;
        return random.bytes(ClientHello.RANDOM_LENGTH - sentinel.length()).concat(sentinel);
    }

    /// No session id: there is no session to come back to (RFC 5246 §7.4.1.3).
    private ServerHello hello(Bytes serverRandom, Optional<CertificateStatus> status) {
        var answers = answers();
        status.map(_ -> new StatusPromise()).ifPresent(answers::add);
        return new ServerHello(
                agreement.version().code(),
                serverRandom,
                Bytes.EMPTY,
                agreement.suite().chosen().code(),
                0,
                answers.isEmpty() ? Extensions.ABSENT : Extensions.of(answers));
    }

    /// Each answers what the client sent (RFC 5246 §7.4.1.4).
    private List<Extension> answers() {
        var list = new ArrayList<Extension>();
        if (answersRenegotiationInfo()) {
            list.add(new RenegotiationInfo(Bytes.EMPTY));
        }
        if (binding() == Binding.HANDSHAKE) {
            list.add(new ExtendedMasterSecret());
        }
        if (order() == MacOrder.ENCRYPT_THEN_MAC) {
            list.add(new EncryptThenMac());
        }
        boolean curves = agreement.suite().chosen().kx().isEllipticCurve();
        if (curves && received.hello().extensions().has(ExtensionType.EC_POINT_FORMATS)) {
            list.add(new EcPointFormats(List.of(EcPointFormats.UNCOMPRESSED)));
        }
        // A server that has used the name says so (RFC 6066 §3).
        var asked = Negotiation.serverName(received.hello());
        if (agreement
                .proof()
                .filter(proof -> Negotiation.isFor(proof.chosen().credential(), asked))
                .isPresent()) {
            list.add(new ServerNameAcknowledged());
        }
        agreement
                .protocol()
                .map(protocol -> Bytes.utf8(protocol.chosen()))
                .map(name -> new ApplicationProtocols(List.of(name)))
                .ifPresent(list::add);
        return list;
    }

    private boolean answersRenegotiationInfo() {
        return received.knowsRenegotiationInfo() && !has(GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION);
    }

    private boolean has(GnuTlsFlag flag) {
        return received.settings().preferences().terms().has(flag);
    }

    private Binding binding() {
        boolean extended = received.hello().extensions().has(ExtensionType.EXTENDED_MASTER_SECRET)
                && !has(GnuTlsFlag.NO_SESSION_HASH);
        return extended ? Binding.HANDSHAKE : Binding.RANDOMS;
    }

    private static Certificate12 certificate(Proof proof) {
        var chain = proof.credential().chain();
        return new Certificate12(chain.stream().map(Certificate::der).toList());
    }

    private ServerKeyExchange serverKeyExchange(Randoms randoms, ServerParams params) {
        var random = received.settings().surroundings().random();
        var content = SignedParams.of(randoms, params);
        return new ServerKeyExchange(
                params,
                agreement
                        .proof()
                        .map(proof -> HandshakeSignature.sign(agreement.version(), proof.chosen(), content, random)));
    }

    private Optional<CertificateRequest12> certificateRequest() {
        var settings = received.settings();
        var wanted = settings.features().certificateWish();
        return wanted.asks()
                        && CertificateRequests.allowedWith(agreement.suite().chosen())
                ? Optional.of(CertificateRequests.of(agreement.version(), settings.preferences(), wanted))
                : Optional.empty();
    }

    /// What the authority says of our own certificate, if the client asks and we have it (RFC 6066 §8).
    private Optional<CertificateStatus> status() {
        if (received.hello().extensions().find(StatusRequest.class).isEmpty()) {
            return Optional.empty();
        }
        return agreement
                .proof()
                .map(proof -> received.settings()
                        .features()
                        .stapler()
                        .responses(proof.chosen().credential()))
                .flatMap(responses -> responses.stream().findFirst())
                .filter(response -> !response.isEmpty())
                .map(CertificateStatus::new);
    }
}
