package postern.tls.handshake.tls12.client;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.handshake.ClientFeatures.Stapling;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.PeerChain;
import postern.tls.kx.KeyExchange12;
import postern.tls.param.Kx;
import postern.tls.pki.PeerIdentity;
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
        var kx = handshake.agreed().suite().kx();
        if (kx == Kx.RSA_PSK && key instanceof PublicKey.Rsa(var rsa)) {
            return new WaitIdentityHint(handshake, Optional.of(rsa), transcript);
        }
        if (kx == Kx.RSA && key instanceof PublicKey.Rsa(var rsa)) {
            var random = handshake.settings().surroundings().random();
            var answer = KeyExchange12.encrypted(rsa, handshake.offer().hello().legacyVersion(), random);
            return new WaitServerHelloDone(handshake, answer, transcript, Optional.empty());
        }
        return new WaitServerKeyExchange(handshake, Optional.of(key), transcript);
    }

    /// Whose certificate it is, once what is stapled to it is judged, if that was asked for.
    Learn learn(PeerIdentity identity, List<Bytes> stapled) {
        var settings = handshake.settings();
        return new Learn(new Fact.Peer(
                settings.features().stapling() == Stapling.UNWANTED
                        ? identity
                        : PeerChain.judgeStapled(settings.surroundings(), identity, stapled)));
    }
}
