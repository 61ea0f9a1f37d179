package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.HandshakeSignature;
import postern.tls.handshake.tls12.SignedParams;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.DheParams;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.PskParams;
import postern.tls.message.ServerKeyExchange;
import postern.tls.message.ServerKeyExchange.EcdheParams;
import postern.tls.message.ServerParams;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.policy.Terms;
import postern.tls.schedule.Transcript;

/// Waits for the server's ephemeral key (RFC 5246 §7.4.3), signed with the key of its certificate (RFC 8422
/// §5.4).
///
/// @param key the server's, from its certificate; empty if the server is anonymous
/// @param transcript up to the message before
public record WaitServerKeyExchange(Handshake handshake, Optional<PublicKey> key, Transcript transcript)
        implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ServerKeyExchange exchange)) {
            throw unexpected(message);
        }
        var effects = new ArrayList<Effect>();
        // What was not offered is refused first, then what is not signed, and only then is a key used.
        var params = exchange.params() instanceof PskParams(var _, var inner) ? inner.orElseThrow() : exchange.params();
        var group = group(params);
        group.map(each -> new Learn(new Fact.Group(each))).ifPresent(effects::add);
        key.map(each -> verified(each, exchange))
                .filter(_ -> version() == ProtocolVersion.TLS12)
                .map(scheme -> new Learn(new Fact.PeerSignature(scheme)))
                .ifPresent(effects::add);
        var random = handshake.settings().surroundings().random();
        var answer = switch (params) {
            case EcdheParams point -> KeyExchange12.answer(group.orElseThrow(), point, random);
            case DheParams number -> KeyExchange12.answer(number, terms().primeBits(), random);
            case PskParams nested -> throw new IllegalStateException("nested: " + nested);
        };
        var next = new WaitServerHelloDone(
                handshake, handshake.sharing(answer), transcript.with(encoding), Optional.empty());
        return new Step(next, effects);
    }

    /// A curve has to be one that we offered (RFC 8422 §5.4). With DHE the server sends numbers, not a name.
    private Optional<NamedGroup> group(ServerParams sent) {
        if (!(sent instanceof EcdheParams params)) {
            return Optional.empty();
        }
        var group = NamedGroup.ofCode(params.group())
                .filter(NamedGroup::isCurve)
                .filter(handshake.settings().preferences().groups()::contains)
                .orElseThrow(
                        () -> new TlsException(Violation.GROUP_NOT_OFFERED, "the server uses group " + params.group()));
        return Optional.of(group);
    }

    /// Before its key is used for anything, the server has to show that it is whose certificate it sent.
    private SignatureScheme verified(PublicKey serverKey, ServerKeyExchange exchange) {
        var signed = exchange.signed().orElseThrow(() -> new TlsException(Violation.SIGNATURE_WRONG, "there is none"));
        var offered = handshake.settings().preferences().schemes();
        var content = SignedParams.of(handshake.agreed().randoms(), exchange.params());
        requireStrongEnough();
        return new HandshakeSignature.Signer(version(), serverKey, offered).verify(content, signed);
    }

    /// Before TLS 1.2 nobody chooses how to sign, but a level may be above that.
    private void requireStrongEnough() {
        if (version() != ProtocolVersion.TLS12 && !terms().allows(SignatureScheme.RSA_PKCS1_SHA1)) {
            throw new TlsException(
                    Violation.SIGNATURE_SCHEME_UNFIT,
                    "the signatures of " + version() + " rest on SHA-1, which "
                            + terms().level().rule() + " does not let pass");
        }
    }

    private Terms terms() {
        return handshake.settings().preferences().terms();
    }

    private ProtocolVersion version() {
        return handshake.agreed().version();
    }
}
