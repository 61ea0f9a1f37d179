package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.dh.DhGroup;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.RandomSource;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.CertificateRequests;
import postern.tls.handshake.tls12.HandshakeSignature;
import postern.tls.handshake.tls12.SignedParams;
import postern.tls.kx.KeyExchange12;
import postern.tls.kx.KeyShare;
import postern.tls.kx.SharedKeyExchange;
import postern.tls.message.Certificate12;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.CertificateStatus;
import postern.tls.message.Extension;
import postern.tls.message.ServerHelloDone;
import postern.tls.message.ServerKeyExchange;
import postern.tls.message.ServerName;
import postern.tls.message.ServerNameAcknowledged;
import postern.tls.message.ServerParams;
import postern.tls.message.StatusPromise;
import postern.tls.message.StatusRequest;
import postern.tls.pki.Certificate;
import postern.tls.schedule.Randoms;
import postern.tls.session.ResumableSession;

/// Everything is chosen; ServerHello, Certificate, ServerKeyExchange and ServerHelloDone go out. No message is
/// awaited.
record Negotiated(RecvdClientHello12 received, Agreement12 agreement) {
    /// To WaitClientKeyExchange.
    Step proceed() {
        var answer = Answer.to(received, agreement);
        var exchange = keyExchange(received.settings().surroundings().random());
        var keeping = Keeping.of(received);
        var status = status();

        var flight = new ArrayList<Send>();
        flight.add(Send.of(answer.hello(keeping.sessionId(), extensions(keeping, status))));
        agreement.proof().ifPresent(proof -> flight.add(Send.of(certificate(proof.chosen()))));
        status.map(Send::of).ifPresent(flight::add);
        exchange.params().ifPresent(params -> flight.add(Send.of(serverKeyExchange(answer.randoms(), params))));
        var request = certificateRequest();
        request.map(Send::of).ifPresent(flight::add);
        flight.add(Send.of(new ServerHelloDone()));

        var transcript = answer.agreed().spec().transcript().with(received.encoding());
        for (var sent : flight) {
            transcript = transcript.with(sent.encoding());
        }
        var effects = new ArrayList<Effect>(agreement.learned(received.hello()));
        answer.limits().map(RecordLimits::limits).ifPresent(effects::add);
        effects.addAll(flight);
        var name = received.hello().extensions().find(ServerName.class).map(ServerName::hostName);
        var handshake = new Handshake(
                received.settings(),
                answer.agreed(),
                keeping,
                new ResumableSession.Peer(name, List.of()),
                received.secureRenegotiation());
        var next = request.isPresent()
                ? new WaitCertificate(handshake, exchange, transcript)
                : new WaitClientKeyExchange(handshake, exchange, Optional.empty(), transcript);
        return new Step(next, effects);
    }

    /// Those that an abbreviated handshake does not have.
    private List<Extension> extensions(Keeping keeping, Optional<CertificateStatus> status) {
        var list = new ArrayList<>(keeping.promises());
        // A server that has used the name says so (RFC 6066 §3).
        var asked = Negotiation.serverName(received.hello());
        if (agreement
                .proof()
                .filter(proof -> Negotiation.isFor(proof.chosen().credential(), asked))
                .isPresent()) {
            list.add(new ServerNameAcknowledged());
        }
        status.map(_ -> new StatusPromise()).ifPresent(list::add);
        return list;
    }

    private KeyExchange12 keyExchange(RandomSource random) {
        var suite = agreement.suite().chosen();
        return switch (suite.kx()) {
            case ECDHE -> ecdhe(random);
            case DHE -> dhe(random);
            case RSA -> rsa(random);
            case PSK -> shared(Optional.empty(), random);
            case ECDHE_PSK -> shared(Optional.of(ecdhe(random)), random);
            case DHE_PSK -> shared(Optional.of(dhe(random)), random);
            case RSA_PSK -> shared(Optional.of(rsa(random)), random);
            default -> throw new IllegalStateException(suite + " is not implemented");
        };
    }

    private KeyExchange12 ecdhe(RandomSource random) {
        return new KeyExchange12.Ecdhe(
                KeyShare.generate(agreement.group().orElseThrow().chosen(), random));
    }

    private KeyExchange12 dhe(RandomSource random) {
        var group = agreement.group().map(Choice::chosen);
        return KeyExchange12.Dhe.generate(group.map(KeyExchange12::field).orElseGet(this::ownField), random);
    }

    /// A suite that needs shared keys is chosen only if there are some.
    private KeyExchange12 shared(Optional<KeyExchange12> other, RandomSource random) {
        var keys = received.settings().features().older().keys().orElseThrow();
        return new SharedKeyExchange(keys, other, random);
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

    private static Certificate12 certificate(Proof proof) {
        var chain = proof.credential().chain();
        return new Certificate12(chain.stream().map(Certificate::der).toList());
    }

    private ServerKeyExchange serverKeyExchange(Randoms randoms, ServerParams params) {
        var random = received.settings().surroundings().random();
        var content = SignedParams.of(randoms, params);
        var signer =
                agreement.suite().chosen().kx().isPreShared() ? Optional.<Choice<Proof>>empty() : agreement.proof();
        return new ServerKeyExchange(
                params,
                signer.map(proof -> HandshakeSignature.sign(agreement.version(), proof.chosen(), content, random)));
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
