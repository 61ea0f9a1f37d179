package postern.tls.handshake.tls12.server;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.PeerChain;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.Certificate12;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ClientAuthentication;
import postern.tls.schedule.Transcript;

/// Waits for the client's Certificate: we have asked, and it answers, be it with none (RFC 5246 §7.4.6).
///
/// @param keyExchange our part of it
/// @param transcript up to our ServerHelloDone
public record WaitCertificate(Handshake handshake, KeyExchange12 keyExchange, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Certificate12 certificate)) {
            throw unexpected(message);
        }
        var chain = PeerChain.ofClient(certificate.certificates());
        var messages = transcript.with(encoding);
        if (chain.isEmpty()) {
            requireOptional();
            return Step.to(new WaitClientKeyExchange(handshake, keyExchange, Optional.empty(), messages));
        }
        chain.requireSigningKey();
        // A client has no name to be checked against: whom it proves to be is for the application.
        var identity = chain.judge(handshake.settings().surroundings(), "");
        var shown = handshake.with(certificate.certificates());
        var next = new WaitClientKeyExchange(shown, keyExchange, Optional.of(chain.publicKey()), messages);
        return Step.to(next, new Learn(new Fact.Peer(identity)));
    }

    /// RFC 5246 §7.4.6.
    private void requireOptional() {
        if (handshake.settings().features().certificateWish().demand() == ClientAuthentication.REQUIRE) {
            throw new TlsException(Violation.NO_CLIENT_CERTIFICATE);
        }
    }

    @Override
    public void wipe() {
        keyExchange.close();
    }
}
