package postern.tls.handshake.tls13;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.message.CertificateRequest13;
import postern.tls.schedule.TrafficSecret;
import postern.tls.schedule.Transcript;

/// How a client shows who it is when it is asked behind the handshake (RFC 9846 §4.7.2).
///
/// @param transcript of the whole handshake; what is asked and answered later is not added to it
public record LaterProof(ClientSettings settings, Transcript transcript) {
    /// Certificate, and CertificateVerify if there is one to show, and Finished.
    ///
    /// @param writing under which we send now
    List<Effect> answer(CertificateRequest13 request, Bytes encoding, TrafficSecret writing) {
        // By the context the answers to several requests are told apart.
        if (request.context().isEmpty()) {
            throw new TlsException(Violation.CERTIFICATE_CONTEXT, "in a CertificateRequest behind the handshake");
        }
        CertificateRequests.requireWellFormed(request);
        var answer = ClientCertificate.answer(settings, request, transcript.with(encoding));
        var effects = new ArrayList<>(answer.effects());
        try (var mac = writing.finishedMac()) {
            effects.add(Send.of(mac.finished(answer.transcript())));
        }
        return effects;
    }
}
