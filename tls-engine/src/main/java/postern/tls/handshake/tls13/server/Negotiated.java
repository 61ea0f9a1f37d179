package postern.tls.handshake.tls13.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Agreement;
import postern.tls.handshake.Choice;
import postern.tls.handshake.ClientFeatures13.Grease;
import postern.tls.handshake.EarlyDataSkip;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.BeginEarlyData;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.SkipEarlyData;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.GreaseValues;
import postern.tls.handshake.Proof;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.ServerFeatures13;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CertificateCompression;
import postern.tls.handshake.tls13.HandshakeKeys;
import postern.tls.handshake.tls13.MainStage;
import postern.tls.handshake.tls13.Signed;
import postern.tls.kx.KeyShare;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.ClientHello;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.Finished;
import postern.tls.message.KeyShareEntry;
import postern.tls.message.KeyShareServerHello;
import postern.tls.message.SelectedPreSharedKey;
import postern.tls.message.SelectedVersion;
import postern.tls.message.ServerHello;
import postern.tls.message.StapledStatus;
import postern.tls.message.StatusRequest;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.schedule.EarlySecret;
import postern.tls.schedule.TrafficSecret;
import postern.tls.schedule.Transcript;
import postern.tls.session.ResumableSession;

/// NEGOTIATED (RFC 9846 §A.2): everything is chosen; the whole flight of the server goes out. No message is
/// awaited.
///
/// @param transcript up to the ClientHello
/// @param resumption the earlier connection that this one goes on from
/// @param answers what is said behind the ServerHello
record Negotiated(
        RecvdClientHello received,
        Agreement agreement,
        Transcript transcript,
        Answers answers,
        Optional<Resumption> resumption) {
    /// What the client gets to know before we prove who we are.
    ///
    /// @param request for its certificate, if we want to see one
    record Answers(EncryptedExtensions extensions, Optional<CertificateRequest13> request) {}

    /// To WAIT_CERT if a certificate is asked for, else to WAIT_FINISHED.
    ///
    /// @param clientShare the client's share for the agreed group
    Step proceed(KeyShareEntry clientShare) {
        var random = received.settings().surroundings().random();
        var serverRandom = random.bytes(ClientHello.RANDOM_LENGTH);
        var response = KeyShare.respond(agreement.group().chosen(), clientShare.keyExchange(), random);
        var hello = Send.of(hello(serverRandom, response.share()));
        var throughHello = transcript.with(hello.encoding());
        var earlySecret = early();
        var earlyTraffic = earlyTraffic(earlySecret);
        var keys = HandshakeKeys.derive(agreement.suite().chosen(), earlySecret, response.secret(), throughHello);

        var effects = new ArrayList<>(agreement.learned(ProtocolVersion.TLS13, received.hello()));
        resumption.ifPresent(earlier -> effects.addAll(earlier.learned()));
        effects.addAll(keys.log(received.hello().random()));
        effects.add(hello);
        RecordLimits.answer(received.hello(), received.settings().preferences(), ProtocolVersion.TLS13)
                .map(RecordLimits::limits)
                .ifPresent(effects::add);
        if (received.retry().isEmpty() && !received.hello().legacySessionId().isEmpty()) {
            effects.add(new SendChangeCipherSpec());
        }
        effects.add(new WriteWith(keys.server().recordKeys()));
        earlyTraffic.ifPresentOrElse(
                early -> effects.addAll(takeEarlyData(early)), () -> effects.addAll(dropEarlyData(keys)));
        return flight(keys, throughHello, effects);
    }

    /// What early data came under, if it is taken.
    private Optional<TrafficSecret> earlyTraffic(EarlySecret early) {
        return takesEarlyData()
                ? Optional.of(early.clientTraffic(agreement.suite().chosen(), transcript))
                : Optional.empty();
    }

    private boolean takesEarlyData() {
        return answers.extensions().extensions().has(ExtensionType.EARLY_DATA);
    }

    private List<Effect> takeEarlyData(TrafficSecret early) {
        var limit = received.settings()
                .features()
                .newest()
                .earlyData()
                .orElseThrow()
                .limit();
        var effects = new ArrayList<Effect>();
        effects.add(new ReadWith(early.recordKeys()));
        effects.add(new BeginEarlyData(limit));
        early.close();
        return effects;
    }

    private List<Effect> dropEarlyData(HandshakeKeys keys) {
        var readWith = new ReadWith(keys.client().recordKeys());
        return received.hello().extensions().has(ExtensionType.EARLY_DATA)
                ? List.of(readWith, new SkipEarlyData(EarlyDataSkip.UNTIL_ONE_OPENS))
                : List.of(readWith);
    }

    private EarlySecret early() {
        return resumption
                .map(Resumption::early)
                .orElseGet(
                        () -> EarlySecret.withoutPsk(agreement.suite().chosen().hash()));
    }

    private ServerHello hello(Bytes serverRandom, Bytes share) {
        var extensions = new ArrayList<Extension>();
        resumption.ifPresent(earlier -> extensions.add(new SelectedPreSharedKey(earlier.identity())));
        extensions.add(new KeyShareServerHello(
                new KeyShareEntry(agreement.group().chosen().code(), share)));
        extensions.add(new SelectedVersion(ProtocolVersion.TLS13.code()));
        return new ServerHello(
                ProtocolVersion.TLS12.code(),
                serverRandom,
                received.hello().legacySessionId(),
                agreement.suite().chosen().code(),
                0,
                Extensions.of(extensions));
    }

    /// EncryptedExtensions, then what proves who we are unless the earlier key does, Finished (RFC 9846 §4.4,
    /// §4.5).
    private Step flight(HandshakeKeys keys, Transcript throughHello, List<Effect> effects) {
        var messages = new ArrayList<Send>();
        messages.add(Send.of(answers.extensions()));
        var request = answers.request();
        request.map(Send::of).ifPresent(messages::add);
        agreement
                .certificate()
                .map(Choice::chosen)
                .ifPresent(proof -> messages.addAll(proof(proof, throughHello.with(encodings(messages)))));
        var throughProof = throughHello.with(encodings(messages));
        messages.add(Send.of(finished(keys.server(), throughProof)));
        var throughFinished = throughHello.with(encodings(messages));
        var main = MainStage.derive(Role.SERVER, keys.secret(), throughFinished);

        effects.addAll(messages);
        effects.addAll(main.keys().log(received.hello().random()));
        // Whatever follows our Finished, an alert too, is under the next keys (RFC 9846 §4.5.3).
        effects.add(new WriteWith(main.keys().writing().recordKeys()));
        var earlyData = takesEarlyData() ? Flight.EarlyData.TAKEN : Flight.EarlyData.NONE;
        var flight = new Flight(received.settings(), keys, main, tickets(), earlyData);
        return new Step(next(flight, throughFinished, request), effects);
    }

    private State next(Flight flight, Transcript throughFinished, Optional<CertificateRequest13> request) {
        if (takesEarlyData()) {
            return new WaitEndOfEarlyData(flight, throughFinished);
        }
        return request.isPresent()
                ? new WaitCertificate(flight, throughFinished)
                : new WaitFinished(flight, throughFinished);
    }

    private static Bytes encodings(List<Send> messages) {
        return Bytes.concat(messages.stream().map(Send::encoding).toArray(Bytes[]::new));
    }

    private List<Send> proof(Proof proof, Transcript before) {
        var newest = received.settings().features().newest();
        var certificate = new CertificateCompression(newest.compressors())
                .send(certificate(proof), received.hello().extensions());
        var random = received.settings().surroundings().random();
        var signed = new Signed(Role.SERVER, before.with(certificate.encoding()));
        return List.of(certificate, Send.of(signed.by(proof, random)));
    }

    private Optional<TicketFlight> tickets() {
        var peer = resumption.map(earlier -> earlier.session().peer()).orElseGet(() -> Resumption.peer(received));
        var limit = received.settings()
                .features()
                .newest()
                .earlyData()
                .map(ServerFeatures13.EarlyData::limit)
                .orElse(0L);
        var early = new ResumableSession.Early(limit, agreement.protocol().map(Choice::chosen));
        return Resumption.wanted(received.settings(), received.hello())
                .map(tickets -> new TicketFlight(tickets, agreement.suite().chosen(), peer, early, grease()));
    }

    private Optional<GreaseValues> grease() {
        var settings = received.settings();
        return settings.features().newest().grease() == Grease.SENT
                ? Optional.of(GreaseValues.drawnFrom(settings.surroundings().random()))
                : Optional.empty();
    }

    private CertificateMessage13 certificate(Proof proof) {
        var chain = proof.credential().chain();
        var responses = received.hello().extensions().find(StatusRequest.class).isPresent()
                ? received.settings().features().stapler().responses(proof.credential())
                : List.<Bytes>of();
        var entries = new ArrayList<CertificateMessage13.Entry>();
        for (int i = 0; i < chain.size(); i++) {
            var response = i < responses.size() ? responses.get(i) : Bytes.EMPTY;
            var extensions = response.isEmpty() ? Extensions.of() : Extensions.of(new StapledStatus(response));
            entries.add(new CertificateMessage13.Entry(chain.get(i).der(), extensions));
        }
        return new CertificateMessage13(Bytes.EMPTY, entries);
    }

    private static Finished finished(TrafficSecret server, Transcript messages) {
        try (var mac = server.finishedMac()) {
            return mac.finished(messages);
        }
    }
}
