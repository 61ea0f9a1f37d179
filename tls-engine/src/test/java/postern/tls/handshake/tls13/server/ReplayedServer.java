package postern.tls.handshake.tls13.server;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Agreement;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Proof;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareClientHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;
import postern.tls.schedule.Transcript;

/// The server of RFC 8448 §3: it chooses as ours would, but answers extensions that ours does not know.
public final class ReplayedServer {
    private ReplayedServer() {}

    /// What it answers to a hello.
    public static Step answer(ServerSettings settings, Bytes clientHello, EncryptedExtensions answers) {
        var hello = (ClientHello) HandshakeCodec.read(clientHello, ProtocolVersion.TLS13, Role.CLIENT);
        var suite = CipherSuite.TLS_AES_128_GCM_SHA256;
        var agreement = new Agreement(
                choice(suite),
                choice(NamedGroup.X25519),
                choice(new Proof(settings.credentials().getFirst(), SignatureScheme.RSA_PSS_RSAE_SHA256)),
                Optional.empty());
        var received = new RecvdClientHello(settings, hello, clientHello, Optional.empty());
        var share = hello.extensions()
                .find(KeyShareClientHello.class)
                .flatMap(shares -> shares.forGroup(NamedGroup.X25519.code()))
                .orElseThrow();
        return new Negotiated(received, agreement, Transcript.of(suite.hash(), clientHello), answers).proceed(share);
    }

    private static <T> Choice<T> choice(T chosen) {
        return new Choice<>("choice", chosen, "the trace has it");
    }
}
