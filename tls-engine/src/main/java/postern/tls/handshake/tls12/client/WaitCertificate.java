package postern.tls.handshake.tls12.client;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.PeerChain;
import postern.tls.handshake.Signing;
import postern.tls.handshake.Step;
import postern.tls.message.Certificate12;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Kx;
import postern.tls.schedule.Transcript;

/// Waits for the server's Certificate (RFC 5246 §7.4.2).
///
/// @param transcript up to the ServerHello
public record WaitCertificate(Handshake handshake, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Certificate12 certificate)) {
            throw unexpected(message);
        }
        var chain = PeerChain.ofServer(certificate.certificates());
        var key = chain.publicKey();
        requireKeyOfSuite(key);
        var kx = handshake.agreed().suite().kx();
        if (kx == Kx.DHE || kx == Kx.ECDHE) {
            chain.requireSigningKey();
        }
        var settings = handshake.settings();
        var identity = chain.judge(settings.surroundings(), settings.target().peerName());
        handshake.before().ifPresent(again -> again.requireSame(certificate.certificates()));
        var certified = new Certified(handshake.with(certificate.certificates()), key);
        var messages = transcript.with(encoding);
        if (handshake.statusPromised()) {
            return Step.to(new WaitCertificateStatus(certified, identity, messages));
        }
        return Step.to(certified.next(messages), certified.learn(identity, List.of()));
    }

    /// The suite has said what kind of key it will be (RFC 8422 §2).
    private void requireKeyOfSuite(PublicKey key) {
        var suite = handshake.agreed().suite();
        boolean encrypts = suite.kx() == Kx.RSA;
        if (suite.auth() != Signing.auth(key) || encrypts && !(key instanceof PublicKey.Rsa)) {
            throw new TlsException(Violation.CERTIFICATE_OTHER_KEY, key.describe() + " with " + suite.ianaName());
        }
    }
}
