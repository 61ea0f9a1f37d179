package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// Waits for the client's ChangeCipherSpec: the only state in which it may come, and no message may (RFC 5246
/// §7.1). Servers that took it before the ClientKeyExchange used keys made of an empty secret (CVE-2014-0224).
///
/// @param transcript up to the message before
public record WaitChangeCipherSpec(Keyed keyed, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        throw unexpected(message);
    }

    @Override
    public Step changeCipherSpec() {
        return Step.to(new WaitFinished(keyed, transcript), new ReadWith(keyed.client()));
    }

    @Override
    public void wipe() {
        keyed.wipe();
    }
}
