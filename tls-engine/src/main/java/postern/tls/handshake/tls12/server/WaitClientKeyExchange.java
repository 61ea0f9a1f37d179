package postern.tls.handshake.tls12.server;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.OurFinished;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// Waits for the client's part of the key exchange (RFC 5246 §7.4.7, RFC 8422 §5.7), after which both ends have
/// everything but the certainty that they have the same.
///
/// @param keyExchange our part of it
/// @param client the key in the client's certificate, if it has shown one
/// @param transcript up to the message before
public record WaitClientKeyExchange(
        Handshake handshake, KeyExchange12 keyExchange, Optional<PublicKey> client, Transcript transcript)
        implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ClientKeyExchange exchange)) {
            throw unexpected(message);
        }
        var agreed = handshake.agreed();
        var messages = transcript.with(encoding);
        var master = agreed.masterSecret(keyExchange.preMasterSecret(exchange), messages);
        var keys = master.keyBlock(agreed.randoms());
        var keyed = new Keyed(handshake, master, keys.client(), new OurFinished.Due(keys.server()));
        var next = client.<State>map(key -> new WaitCertificateVerify(keyed, key, messages))
                .orElseGet(() -> new WaitChangeCipherSpec(keyed, messages));
        return Step.to(next, new LogSecret(master, agreed.randoms().client()));
    }

    @Override
    public void wipe() {
        keyExchange.close();
    }
}
