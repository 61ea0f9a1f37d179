package postern.tls.handshake.tls12.client;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// Waits for the server's ChangeCipherSpec: the only state in which it may come, and no message may (RFC 5246
/// §7.1). Servers and clients that took it earlier used keys before they were agreed (CVE-2014-0224).
///
/// @param transcript up to the message before
public record WaitChangeCipherSpec(Keyed keyed, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        throw unexpected(message);
    }

    @Override
    public Step changeCipherSpec() {
        return Step.to(new WaitFinished(keyed, transcript), new ReadWith(keyed.server()));
    }

    @Override
    public void wipe() {
        keyed.wipe();
    }
}
