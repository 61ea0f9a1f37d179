package postern.tls.handshake.tls13.server;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Explain;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.server.RecvdClientHello12;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ProtocolVersion;

/// START (RFC 9846 §A.2): nothing has come yet, or a hello that was answered by a HelloRetryRequest.
///
/// @param retry what we asked for, if this is the second time round
public record Start(ServerSettings settings, Optional<Retry> retry) implements State {
    /// The server's state when a connection begins.
    public static Start of(ServerSettings settings) {
        return new Start(settings, Optional.empty());
    }

    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ClientHello hello)) {
            throw unexpected(message);
        }
        var preferences = settings.preferences();
        Negotiation.requireKnownName(hello, settings);
        var version = Negotiation.version(
                hello, preferences.versions(), preferences.terms().removals());
        var step = version.chosen() == ProtocolVersion.TLS13
                ? newest(hello, encoding)
                : older(hello, encoding, version.chosen());
        return step.after(new Explain(version));
    }

    /// Allowed only between two hellos: before the first it would be the first thing a client says (RFC 9846
    /// §5).
    @Override
    public Step changeCipherSpec() {
        return retry.isPresent() ? Step.to(this) : State.super.changeCipherSpec();
    }

    private Step newest(ClientHello hello, Bytes encoding) {
        retry.ifPresent(request -> request.requireAnswered(hello));
        return new RecvdClientHello(settings, hello, encoding, retry).proceed();
    }

    /// The client speaks TLS 1.2 at most, or we do.
    private Step older(ClientHello hello, Bytes encoding, ProtocolVersion version) {
        if (retry.isPresent()) {
            throw new TlsException(Violation.SECOND_HELLO_CHANGED, "it no longer offers TLS1.3");
        }
        return new RecvdClientHello12(settings, hello, encoding, version).proceed();
    }
}
