package postern.tls.handshake.tls12.client;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.RecordKeys;
import postern.tls.schedule.Transcript;

/// Waits for the server's ChangeCipherSpec: the only state in which it may come, and no message may (RFC 5246
/// §7.1). Servers and clients that took it earlier used keys before they were agreed (CVE-2014-0224).
///
/// @param server what protects what the server sends from then on
/// @param transcript up to our Finished
public record WaitChangeCipherSpec(MasterSecret master, RecordKeys server, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        throw unexpected(message);
    }

    @Override
    public Step changeCipherSpec() {
        return Step.to(new WaitFinished(master, transcript), new ReadWith(server));
    }

    @Override
    public void wipe() {
        master.close();
        server.close();
    }
}
