package postern.tls.handshake.tls13;

import java.util.ArrayList;
import java.util.List;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Fact;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.Extensions;
import postern.tls.param.Role;
import postern.tls.pki.Credential;
import postern.tls.schedule.Transcript;

/// A client's answer to a CertificateRequest: Certificate, and CertificateVerify if it has one to show (RFC 9846
/// §4.5).
///
/// @param effects what is sent, and what of it becomes part of the session
/// @param transcript up to the last of these messages
public record ClientCertificate(List<Effect> effects, Transcript transcript) {
    /// Keeps its own copy of the list.
    public ClientCertificate {
        effects = List.copyOf(effects);
    }

    /// What a client with these settings answers.
    ///
    /// @param before the transcript before the answer
    public static ClientCertificate answer(ClientSettings settings, CertificateRequest13 request, Transcript before) {
        var proof = CertificateRequests.proof(
                request,
                settings.features().credentials(),
                settings.preferences().signing());
        var entries = proof.map(ours -> entries(ours.credential())).orElse(List.of());
        var compression =
                new CertificateCompression(settings.features().newest().compressors());
        var message = new CertificateMessage13(request.context(), entries);
        var certificate = entries.isEmpty() ? Send.of(message) : compression.send(message, request.extensions());
        var throughCertificate = before.with(certificate.encoding());
        if (proof.isEmpty()) {
            return new ClientCertificate(List.of(certificate), throughCertificate);
        }
        var verify = Send.of(new Signed(Role.CLIENT, throughCertificate)
                .by(proof.get(), settings.surroundings().random()));
        var effects = new ArrayList<Effect>(List.of(certificate, verify));
        effects.add(new Learn(new Fact.OurProof(proof.get())));
        return new ClientCertificate(effects, throughCertificate.with(verify.encoding()));
    }

    private static List<CertificateMessage13.Entry> entries(Credential credential) {
        return credential.chain().stream()
                .map(each -> new CertificateMessage13.Entry(each.der(), Extensions.of()))
                .toList();
    }
}
