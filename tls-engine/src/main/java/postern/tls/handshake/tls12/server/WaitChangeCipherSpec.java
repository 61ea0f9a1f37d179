package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.KeyBlock;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Transcript;

/// Waits for the client's ChangeCipherSpec: the only state in which it may come, and no message may (RFC 5246
/// §7.1). Servers that took it before the ClientKeyExchange used keys made of an empty secret (CVE-2014-0224).
///
/// @param transcript up to the ClientKeyExchange
public record WaitChangeCipherSpec(MasterSecret master, KeyBlock keys, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        throw unexpected(message);
    }

    @Override
    public Step changeCipherSpec() {
        return Step.to(new WaitFinished(master, keys.server(), transcript), new ReadWith(keys.client()));
    }

    @Override
    public void wipe() {
        master.close();
        keys.client().close();
        keys.server().close();
    }
}
