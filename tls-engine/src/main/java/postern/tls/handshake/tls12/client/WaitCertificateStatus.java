package postern.tls.handshake.tls12.client;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.message.CertificateStatus;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// Waits for the CertificateStatus that the server has promised, and may leave out all the same (RFC 6066 §8).
/// What is in it is for the application to judge.
///
/// @param certified what was learnt from the server's certificate
/// @param transcript up to the Certificate
public record WaitCertificateStatus(Certified certified, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof CertificateStatus status)) {
            return certified.next(transcript).take(message, encoding);
        }
        var stapled = new Fact.Stapled(List.of(status.response()));
        return Step.to(certified.next(transcript.with(encoding)), new Learn(stapled));
    }
}
