package postern.tls.handshake.tls12.client;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Proof;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.CertificateRequests;
import postern.tls.handshake.tls12.HandshakeSignature;
import postern.tls.handshake.tls12.OurFinished;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.Certificate12;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.CertificateVerify12;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.ServerHelloDone;
import postern.tls.pki.Certificate;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Transcript;

/// Waits for the end of the server's flight, before which it may ask for a certificate (RFC 5246 §7.4.4,
/// §7.4.5). Then our own flight goes out, and from its middle on what we send is protected.
///
/// @param answer our part of the key exchange, and the secret that comes of both
/// @param transcript up to here
/// @param request the server's wish to see our certificate, if it has it
public record WaitServerHelloDone(
        Handshake handshake, KeyExchange12.Answer answer, Transcript transcript, Optional<CertificateRequest12> request)
        implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        return switch (message) {
            case CertificateRequest12 asked when request.isEmpty() -> asked(asked, encoding);
            case ServerHelloDone _ -> flight(transcript.with(encoding));
            default -> throw unexpected(message);
        };
    }

    /// A server that does not prove itself by a certificate may not ask for one (RFC 5246 §7.4.4).
    private Step asked(CertificateRequest12 asked, Bytes encoding) {
        var suite = handshake.agreed().suite();
        if (!CertificateRequests.allowedWith(suite)) {
            throw new TlsException(Violation.CERTIFICATE_REQUEST_UNFIT, "with " + suite.ianaName());
        }
        return Step.to(new WaitServerHelloDone(handshake, answer, transcript.with(encoding), Optional.of(asked)));
    }

    /// A Certificate, if the server asked for one, ClientKeyExchange, CertificateVerify, if we have shown one,
    /// and Finished under the new keys (RFC 5246 §7.4.6 to §7.4.9).
    private Step flight(Transcript toServerHelloDone) {
        var proof = request.flatMap(this::proof);
        var begun = Flight.after(toServerHelloDone);
        var exchanged = (request.isPresent() ? begun.send(certificate(proof)) : begun).send(answer.message());

        var agreed = handshake.agreed();
        var master = agreed.masterSecret(answer.preMasterSecret(), exchanged.transcript());
        var keys = master.keyBlock(agreed.randoms());
        var proved = proof.map(ours -> proving(ours, exchanged)).orElse(exchanged);
        var finished = finished(master, proved.transcript());
        var whole = proved.with(new LogSecret(master, agreed.randoms().client()))
                .with(new SendChangeCipherSpec(), new WriteWith(keys.client()))
                .send(finished);
        var keyed = new Keyed(handshake, master, keys.server(), new OurFinished.Sent(finished));
        return new Step(
                handshake.ticketPromised()
                        ? new WaitNewSessionTicket(keyed, whole.transcript())
                        : new WaitChangeCipherSpec(keyed, whole.transcript()),
                whole.effects());
    }

    private Optional<Proof> proof(CertificateRequest12 asked) {
        var settings = handshake.settings();
        return CertificateRequests.proof(
                asked, settings.features().credentials(), settings.preferences().signing());
    }

    /// An empty one says that we have none to show (RFC 5246 §7.4.6).
    private static Certificate12 certificate(Optional<Proof> proof) {
        return new Certificate12(proof.map(ours ->
                        ours.credential().chain().stream().map(Certificate::der).toList())
                .orElse(List.of()));
    }

    private Flight proving(Proof proof, Flight before) {
        var signed = HandshakeSignature.sign(
                handshake.agreed().version(),
                proof,
                before.transcript().messages(),
                handshake.settings().surroundings().random());
        return before.send(new CertificateVerify12(signed)).with(new Learn(new Fact.OurProof(proof)));
    }

    private static Finished finished(MasterSecret master, Transcript messages) {
        try (var mac = master.clientFinished()) {
            return mac.finished(messages);
        }
    }

    @Override
    public void wipe() {
        answer.preMasterSecret().close();
    }
}
