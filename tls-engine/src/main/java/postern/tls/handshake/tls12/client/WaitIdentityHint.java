package postern.tls.handshake.tls12.client;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.rsa.RsaPublicKey;
import postern.tls.handshake.Step;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.ServerKeyExchange;
import postern.tls.schedule.Transcript;

/// Waits for the server's hint by which a client may choose among its shared keys; it may be left out (RFC 4279
/// §2). We have one key for a server, whatever the hint is.
///
/// @param key of the server's certificate, with RSA_PSK; empty with a shared key alone
/// @param transcript up to the message before
public record WaitIdentityHint(Handshake handshake, Optional<RsaPublicKey> key, Transcript transcript)
        implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        return message instanceof ServerKeyExchange
                ? Step.to(next(transcript.with(encoding)))
                : next(transcript).take(message, encoding);
    }

    private WaitServerHelloDone next(Transcript messages) {
        var random = handshake.settings().surroundings().random();
        var offered = handshake.offer().hello().legacyVersion();
        var answer = key.map(rsa -> handshake.sharing(KeyExchange12.encrypted(rsa, offered, random)))
                .orElseGet(() -> KeyExchange12.sharedAlone(handshake.sharedKey()));
        return new WaitServerHelloDone(handshake, answer, messages, Optional.empty());
    }
}
