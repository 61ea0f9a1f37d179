package postern.tls.handshake.tls13.server;

import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.Signed;
import postern.tls.message.CertificateVerify;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.Transcript;

/// WAIT_CV (RFC 9846 §A.2): the client has shown a certificate; now it has to show that it has the key.
///
/// @param key the client's, from its certificate
/// @param transcript up to the client's Certificate: what it signs
public record WaitCertificateVerify(Flight flight, PublicKey key, Transcript transcript) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof CertificateVerify proof)) {
            throw unexpected(message);
        }
        var offered = flight.settings().preferences().schemes();
        var scheme = new Signed(Role.CLIENT, transcript).verify(proof, key, offered);
        var next = new WaitFinished(flight, transcript.with(encoding));
        return Step.to(next, new Learn(new Fact.PeerSignature(scheme)));
    }

    @Override
    public void wipe() {
        flight.wipe();
    }
}
