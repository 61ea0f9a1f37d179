package postern.tls.handshake.tls13.client;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.Signed;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.CertificateVerify;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.Transcript;

/// WAIT_CV (RFC 9846 §A.1): the server has shown a certificate; now it has to show that it has the key.
///
/// @param key the server's, from its certificate
/// @param transcript up to the server's Certificate: what it signs
public record WaitCertificateVerify(
        Handshake handshake, PublicKey key, Transcript transcript, Optional<CertificateRequest13> request)
        implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof CertificateVerify proof)) {
            throw unexpected(message);
        }
        var offered = handshake.settings().preferences().schemes();
        var scheme = new Signed(Role.SERVER, transcript).verify(proof, key, offered);
        var next = new WaitFinished(handshake, transcript.with(encoding), request);
        return Step.to(next, new Learn(new Fact.PeerSignature(scheme)));
    }

    @Override
    public void wipe() {
        handshake.keys().wipe();
    }
}
