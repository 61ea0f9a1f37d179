package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Step;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.Certificate12;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.ServerHelloDone;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Transcript;

/// Waits for the end of the server's flight, before which it may ask for a certificate (RFC 5246 §7.4.4, §7.4.5).
/// Then our own flight goes out, and from its middle on what we send is protected.
///
/// @param answer our part of the key exchange, and the secret that comes of both
/// @param transcript up to here
/// @param request the server's wish to see our certificate, if it has it
public record WaitServerHelloDone(
        Handshake handshake, KeyExchange12.Answer answer, Transcript transcript, Optional<CertificateRequest12> request)
        implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        return switch (message) {
            case CertificateRequest12 asked
            when request.isEmpty() ->
                Step.to(new WaitServerHelloDone(handshake, answer, transcript.with(encoding), Optional.of(asked)));
            case ServerHelloDone _ -> flight(transcript.with(encoding));
            default -> throw unexpected(message);
        };
    }

    /// A Certificate, if the server asked for one, ClientKeyExchange, and Finished under the new keys
    /// (RFC 5246 §7.4.6 to §7.4.9).
    private Step flight(Transcript toServerHelloDone) {
        var effects = new ArrayList<Effect>();
        var messages = toServerHelloDone;
        if (request.isPresent()) {
            // We have no certificate for servers, and say so (RFC 5246 §7.4.6).
            var certificate = Send.of(new Certificate12(List.of()));
            effects.add(certificate);
            messages = messages.with(certificate.encoding());
        }
        var exchange = Send.of(answer.message());
        effects.add(exchange);
        messages = messages.with(exchange.encoding());

        var agreed = handshake.agreed();
        var master = agreed.masterSecret(answer.preMasterSecret(), messages);
        var keys = master.keyBlock(agreed.randoms());
        var finished = finished(master, messages);
        effects.add(new LogSecret(master, agreed.randoms().client()));
        effects.add(new SendChangeCipherSpec());
        effects.add(new WriteWith(keys.client()));
        effects.add(finished);
        return new Step(new WaitChangeCipherSpec(master, keys.server(), messages.with(finished.encoding())), effects);
    }

    private static Send finished(MasterSecret master, Transcript messages) {
        try (var mac = master.clientFinished()) {
            return Send.of(mac.finished(messages));
        }
    }

    @Override
    public void wipe() {
        answer.preMasterSecret().close();
    }
}
