package postern.tls.handshake.tls13.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.ClientFeatures;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.EndEarlyData;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.ClientCertificate;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.Connected;
import postern.tls.handshake.tls13.LaterProof;
import postern.tls.handshake.tls13.MainStage;
import postern.tls.handshake.tls13.TicketKeeper;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.EndOfEarlyData;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.Role;
import postern.tls.schedule.FinishedVerified;
import postern.tls.schedule.Transcript;
import postern.tls.session.ResumableSession;

/// WAIT_FINISHED (RFC 9846 §A.1): the server's MAC over everything so far; then comes our own flight.
///
/// @param transcript up to the server's CertificateVerify
public record WaitFinished(Handshake handshake, Transcript transcript, Optional<CertificateRequest13> request)
        implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Finished finished)) {
            throw unexpected(message);
        }
        var verified = verified(finished);
        var toServerFinished = transcript.with(encoding);
        var main = MainStage.derive(Role.CLIENT, handshake.keys().secret(), toServerFinished);
        var application = main.keys();

        var effects =
                new ArrayList<Effect>(application.log(handshake.offer().hello().random()));
        effects.add(new ReadWith(application.reading().recordKeys()));
        var end = endOfEarlyData();
        effects.addAll(end);
        var before = toServerFinished.with(encodings(end));
        var flight = flight(before);
        effects.addAll(flight);
        effects.add(new WriteWith(application.writing().recordKeys()));
        var whole = before.with(encodings(flight));
        var connected = new Connected(verified, Role.CLIENT, application, keeper(main, whole));
        boolean canBeAsked = handshake.offer().hello().extensions().has(ExtensionType.POST_HANDSHAKE_AUTH);
        return new Step(canBeAsked ? connected.with(new LaterProof(handshake.settings(), whole)) : connected, effects);
    }

    /// Under the keys of early data, and the last that is (RFC 9846 §4.6).
    private List<Effect> endOfEarlyData() {
        return handshake.earlyDataIsUnderWay()
                ? List.of(
                        new EndEarlyData(),
                        Send.of(new EndOfEarlyData()),
                        new WriteWith(handshake.keys().client().recordKeys()))
                : List.of();
    }

    private static Bytes encodings(List<Effect> flight) {
        return Bytes.concat(flight.stream()
                .filter(Send.class::isInstance)
                .map(effect -> ((Send) effect).encoding())
                .toArray(Bytes[]::new));
    }

    private Optional<TicketKeeper> keeper(MainStage main, Transcript toClientFinished) {
        var secret = main.resumption(toClientFinished);
        var settings = handshake.settings();
        if (settings.features().resumption().tickets() == ClientFeatures.Tickets.DROPPED) {
            secret.close();
            return Optional.empty();
        }
        var peer = new ResumableSession.Peer(settings.target().serverName(), handshake.serverCertificates());
        return Optional.of(new TicketKeeper(
                secret,
                application(main),
                settings.surroundings().clock(),
                peer,
                handshake.known().protocol()));
    }

    private static CipherSuite application(MainStage main) {
        return main.keys().writing().suite();
    }

    @Override
    public void wipe() {
        handshake.keys().wipe();
    }

    private FinishedVerified verified(Finished finished) {
        try (var server = handshake.keys().server();
                var mac = server.finishedMac()) {
            return mac.verify(finished, transcript);
        }
    }

    /// Certificate and CertificateVerify, if the server asked for them, and Finished (RFC 9846 §4.5).
    private List<Effect> flight(Transcript toEndOfEarlyData) {
        var answer = request.map(asked -> ClientCertificate.answer(handshake.settings(), asked, toEndOfEarlyData));
        var before = answer.map(ClientCertificate::transcript).orElse(toEndOfEarlyData);
        var effects = new ArrayList<>(answer.map(ClientCertificate::effects).orElse(List.of()));
        try (var client = handshake.keys().client();
                var mac = client.finishedMac()) {
            effects.add(Send.of(mac.finished(before)));
        }
        return effects;
    }
}
