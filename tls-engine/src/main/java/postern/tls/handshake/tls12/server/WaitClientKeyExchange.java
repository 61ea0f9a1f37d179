package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// Waits for the client's part of the key exchange (RFC 5246 §7.4.7, RFC 8422 §5.7), after which both ends have
/// everything but the certainty that they have the same.
///
/// @param agreed what the hellos settled
/// @param keyExchange our part of it
/// @param transcript up to our ServerHelloDone
public record WaitClientKeyExchange(Agreed agreed, KeyExchange12 keyExchange, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ClientKeyExchange exchange)) {
            throw unexpected(message);
        }
        var messages = transcript.with(encoding);
        var master = agreed.masterSecret(keyExchange.preMasterSecret(exchange), messages);
        var keys = master.keyBlock(agreed.randoms());
        var log = new LogSecret(master, agreed.randoms().client());
        return Step.to(new WaitChangeCipherSpec(master, keys, messages), log);
    }

    @Override
    public void wipe() {
        keyExchange.close();
    }
}
