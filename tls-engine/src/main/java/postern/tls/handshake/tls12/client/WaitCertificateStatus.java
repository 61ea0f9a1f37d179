package postern.tls.handshake.tls12.client;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.message.CertificateStatus;
import postern.tls.message.HandshakeMessage;
import postern.tls.pki.PeerIdentity;
import postern.tls.schedule.Transcript;

/// Waits for the CertificateStatus that the server has promised, and may leave out all the same (RFC 6066 §8).
///
/// @param certified what was learnt from the server's certificate
/// @param identity whose it is, before the status is known
/// @param transcript up to the Certificate
public record WaitCertificateStatus(Certified certified, PeerIdentity identity, Transcript transcript)
        implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof CertificateStatus status)) {
            var learnPeer = certified.learn(identity, List.of());
            return certified.next(transcript).take(message, encoding).after(learnPeer);
        }
        var responses = List.of(status.response());
        var stapled = new Learn(new Fact.Stapled(responses));
        return Step.to(certified.next(transcript.with(encoding)), certified.learn(identity, responses), stapled);
    }
}
