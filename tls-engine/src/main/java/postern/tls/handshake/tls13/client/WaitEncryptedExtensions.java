package postern.tls.handshake.tls13.client;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// WAIT_EE (RFC 9846 §A.1): from here on what the server sends is protected.
///
/// @param transcript up to the ServerHello
public record WaitEncryptedExtensions(Handshake handshake, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof EncryptedExtensions answer)) {
            throw unexpected(message);
        }
        handshake.offer().requireSolicited(answer.extensions());
        var next = next(transcript.with(encoding));
        return handshake
                .offer()
                .chosenProtocol(answer.extensions())
                .map(name -> Step.to(next, new Learn(new Fact.ApplicationProtocol(name))))
                .orElseGet(() -> Step.to(next));
    }

    /// Who goes on from an earlier connection shows no certificate (RFC 9846 §4.4.2).
    private State next(Transcript throughExtensions) {
        return handshake.accepted().isPresent()
                ? new WaitFinished(handshake, throughExtensions, Optional.empty())
                : new WaitCertificateOrRequest(handshake, throughExtensions);
    }

    @Override
    public void wipe() {
        handshake.keys().wipe();
    }

    /// Dropped (RFC 9846 §5).
    @Override
    public Step changeCipherSpec() {
        return Step.to(this);
    }
}
