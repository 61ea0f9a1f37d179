package postern.tls.handshake.tls13.client;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CertificateRequests;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.CompressedCertificate;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// WAIT_CERT_CR (RFC 9846 §A.1): the server's certificate, or first its wish to see ours.
public record WaitCertificateOrRequest(Handshake handshake, Transcript transcript) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        return switch (message) {
            case CertificateRequest13 request -> {
                requireWellFormed(request);
                yield Step.to(new WaitCertificate(handshake, transcript.with(encoding), Optional.of(request)));
            }
            case CertificateMessage13 _, CompressedCertificate _ ->
                new WaitCertificate(handshake, transcript, Optional.empty()).receive(message, encoding);
            default -> throw unexpected(message);
        };
    }

    @Override
    public void wipe() {
        handshake.keys().wipe();
    }

    /// A context belongs to requests after the handshake (RFC 9846 §4.4.2).
    private static void requireWellFormed(CertificateRequest13 request) {
        if (!request.context().isEmpty()) {
            throw new TlsException(Violation.CERTIFICATE_CONTEXT, "in the CertificateRequest");
        }
        CertificateRequests.requireWellFormed(request);
    }
}
