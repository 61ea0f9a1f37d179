package postern.tls.handshake.tls13.client;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.ClientFeatures.Stapling;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.PeerChain;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CertificateCompression;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.PeerCertificates;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.HandshakeMessage;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.schedule.Transcript;

/// WAIT_CERT (RFC 9846 §A.1).
///
/// @param request the server's wish to see our certificate, if it has it
public record WaitCertificate(Handshake handshake, Transcript transcript, Optional<CertificateRequest13> request)
        implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        var newest = handshake.settings().features().newest();
        var certificate =
                new CertificateCompression(newest.compressors()).read(message).orElseThrow(() -> unexpected(message));
        var chain = PeerCertificates.ofServer(certificate, handshake.offer().hello());
        var settings = handshake.settings();
        if (!settings.preferences().terms().has(GnuTlsFlag.DEBUG_ALLOW_KEY_USAGE_VIOLATIONS)) {
            chain.requireSigningKey();
        }
        var identity = chain.judge(settings.surroundings(), settings.target().peerName());
        var next = new WaitCertificateVerify(
                handshake.with(certificate.certificates()), chain.publicKey(), transcript.with(encoding), request);
        if (settings.features().stapling() == Stapling.UNWANTED) {
            return Step.to(next, new Learn(new Fact.Peer(identity)));
        }
        var stapled = PeerCertificates.stapled(certificate);
        var learnPeer = new Learn(new Fact.Peer(PeerChain.judgeStapled(settings.surroundings(), identity, stapled)));
        return stapled.stream().allMatch(Bytes::isEmpty)
                ? Step.to(next, learnPeer)
                : Step.to(next, learnPeer, new Learn(new Fact.Stapled(stapled)));
    }

    @Override
    public void wipe() {
        handshake.keys().wipe();
    }
}
