package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.HandshakeSignature;
import postern.tls.message.CertificateVerify12;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.Transcript;

/// Waits for the client's CertificateVerify (RFC 5246 §7.4.8): it has shown a certificate; now it has to show
/// that it has the key. A server that let it go by would take anybody for anybody (CVE-2014-6321 and its kin).
///
/// @param key the client's, from its certificate
/// @param transcript up to the ClientKeyExchange: what it signs
public record WaitCertificateVerify(Keyed keyed, PublicKey key, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof CertificateVerify12 proof)) {
            throw unexpected(message);
        }
        var version = keyed.handshake().agreed().version();
        var offered = keyed.handshake().settings().preferences().schemes();
        var signer = new HandshakeSignature.Signer(version, key, offered);
        var scheme = signer.verify(transcript.messages(), proof.signed());
        var next = new WaitChangeCipherSpec(keyed, transcript.with(encoding));
        // Before TLS 1.2 there is one way to sign, and it has no name.
        return version == ProtocolVersion.TLS12
                ? Step.to(next, new Learn(new Fact.PeerSignature(scheme)))
                : Step.to(next);
    }

    @Override
    public void wipe() {
        keyed.wipe();
    }
}
