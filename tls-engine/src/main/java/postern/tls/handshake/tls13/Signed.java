package postern.tls.handshake.tls13;

import java.util.List;
import postern.crypto.key.PublicKey;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.Signing;
import postern.tls.message.CertificateVerify;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;
import postern.tls.schedule.Transcript;

/// What a CertificateVerify of one end has to sign: that end's role and the transcript up to its Certificate.
public record Signed(Role signer, Transcript throughCertificate) {
    /// Our message.
    public CertificateVerify by(Proof proof, RandomSource random) {
        var content = SignedContent.of(signer, throughCertificate.digest());
        var signature = proof.scheme().algorithm().sign(proof.credential().key(), content, random);
        return new CertificateVerify(proof.scheme().code(), signature);
    }

    /// Checks the peer's message (RFC 9846 §4.5.2).
    ///
    /// @param offered the schemes that we said we verify
    /// @return the scheme by which it is signed
    /// @throws TlsException if it is not signed so, or not by this key
    public SignatureScheme verify(CertificateVerify message, PublicKey key, List<SignatureScheme> offered) {
        var scheme = Signing.chosen(message.scheme(), offered, ProtocolVersion.TLS13, key);
        var content = SignedContent.of(signer, throughCertificate.digest());
        if (!scheme.algorithm().verify(key, content, message.signature())) {
            throw new TlsException(Violation.SIGNATURE_WRONG, scheme.ianaName() + " by " + key.describe());
        }
        return scheme;
    }
}
