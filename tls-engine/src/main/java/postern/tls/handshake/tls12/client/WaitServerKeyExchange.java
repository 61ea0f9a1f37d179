package postern.tls.handshake.tls12.client;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Signing;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.SignedParams;
import postern.tls.kx.KeyShare;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.ServerKeyExchange;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.schedule.Transcript;

/// Waits for the server's ephemeral key, signed with the key of its certificate (RFC 8422 §5.4).
///
/// @param key the server's, from its certificate
/// @param transcript up to the server's Certificate
public record WaitServerKeyExchange(Handshake handshake, PublicKey key, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ServerKeyExchange exchange)) {
            throw unexpected(message);
        }
        var group = group(exchange.params().group());
        var scheme = verified(exchange);
        var random = handshake.settings().surroundings().random();
        var answer = KeyShare.respond(group, exchange.params().point(), random);
        var next = new WaitServerHelloDone(handshake, answer, transcript.with(encoding), Optional.empty());
        return Step.to(next, new Learn(new Fact.Group(group)), new Learn(new Fact.PeerSignature(scheme)));
    }

    /// One that we offered (RFC 8422 §5.4).
    private NamedGroup group(int code) {
        return NamedGroup.ofCode(code)
                .filter(handshake.settings().preferences().groups()::contains)
                .orElseThrow(() -> new TlsException(Violation.GROUP_NOT_OFFERED, "the server uses group " + code));
    }

    /// Before its key is used for anything, the server has to show that it is whose certificate it sent.
    private SignatureScheme verified(ServerKeyExchange exchange) {
        var offered = handshake.settings().preferences().schemes();
        var scheme = Signing.chosen(exchange.scheme(), offered, ProtocolVersion.TLS12, key);
        var content = SignedParams.of(handshake.agreed().randoms(), exchange.params());
        if (!scheme.algorithm().verify(key, content, exchange.signature())) {
            throw new TlsException(Violation.SIGNATURE_WRONG, scheme.ianaName() + " by " + key.describe());
        }
        return scheme;
    }
}
