package postern.tls.handshake.tls12.client;

import java.util.Optional;
import postern.crypto.key.PublicKey;
import postern.tls.kx.KeyExchange12;
import postern.tls.param.Kx;
import postern.tls.schedule.Transcript;

/// The server has shown its certificate.
///
/// @param key in the certificate, of the kind that the suite wants
record Certified(Handshake handshake, PublicKey key) {
    /// The state behind the certificate and all that belongs to it. With RSA key exchange the key of the
    /// certificate is all there is (RFC 5246 §7.4.3).
    ///
    /// @param transcript up to there
    Awaiting next(Transcript transcript) {
        boolean encrypts = handshake.agreed().suite().kx() == Kx.RSA;
        if (encrypts && key instanceof PublicKey.Rsa(var rsa)) {
            var random = handshake.settings().surroundings().random();
            var answer = KeyExchange12.encrypted(rsa, handshake.offer().hello().legacyVersion(), random);
            return new WaitServerHelloDone(handshake, answer, transcript, Optional.empty());
        }
        return new WaitServerKeyExchange(handshake, Optional.of(key), transcript);
    }
}
