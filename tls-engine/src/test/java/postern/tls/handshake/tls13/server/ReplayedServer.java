package postern.tls.handshake.tls13.server;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.handshake.Agreement;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Proof;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.HandshakeKeys;
import postern.tls.handshake.tls13.MainStage;
import postern.tls.message.ClientHello;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareClientHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;
import postern.tls.schedule.EarlySecret;
import postern.tls.schedule.Transcript;
import postern.tls.session.ResumableSession;

/// The server of RFC 8448 §3: it chooses as ours would, but answers extensions that ours does not know.
public final class ReplayedServer {
    private ReplayedServer() {}

    /// What it answers to a hello.
    public static Step answer(ServerSettings settings, Bytes clientHello, EncryptedExtensions answers) {
        var proof = choice(new Proof(settings.credentials().getFirst(), SignatureScheme.RSA_PSS_RSAE_SHA256));
        return new Replay(settings, clientHello, new Negotiated.Answers(answers, Optional.empty()))
                .proceed(Optional.of(proof), Optional.empty());
    }

    /// Behind its flight, in which it has asked for a certificate.
    ///
    /// @param messages from the ClientHello to the server's Finished
    /// @param shared from the key exchange
    public static Step awaitingCertificate(ServerSettings settings, List<Bytes> messages, Secret shared) {
        var suite = CipherSuite.TLS_AES_128_GCM_SHA256;
        var hash = suite.hash();
        var hellos = Transcript.of(hash, messages.get(0), messages.get(1));
        var keys = HandshakeKeys.derive(suite, EarlySecret.withoutPsk(hash), shared, hellos);
        var transcript = Transcript.of(hash, messages.toArray(Bytes[]::new));
        var main = MainStage.derive(Role.SERVER, keys.secret(), transcript);
        var flight = new Flight(settings, keys, main, Optional.empty(), Flight.EarlyData.NONE);
        return Step.to(
                new WaitCertificate(flight, transcript),
                new Learn(new Fact.Version(ProtocolVersion.TLS13)),
                new Learn(new Fact.Suite(suite)),
                new ReadWith(keys.client().recordKeys()),
                new WriteWith(main.keys().writing().recordKeys()));
    }

    /// What it answers to a hello with a ticket of this session.
    public static Step resume(
            ServerSettings settings, Bytes clientHello, EncryptedExtensions answers, ResumableSession session) {
        var early = EarlySecret.withPsk(session.suite().hash(), session.preSharedKey());
        var resumption = new Resumption(0, early, session, Optional.empty());
        return new Replay(settings, clientHello, new Negotiated.Answers(answers, Optional.empty()))
                .proceed(Optional.empty(), Optional.of(resumption));
    }

    private record Replay(ServerSettings settings, Bytes clientHello, Negotiated.Answers answers) {
        private Step proceed(Optional<Choice<Proof>> proof, Optional<Resumption> resumption) {
            var hello = (ClientHello) HandshakeCodec.read(clientHello, ProtocolVersion.TLS13, Role.CLIENT);
            var suite = CipherSuite.TLS_AES_128_GCM_SHA256;
            var agreement = new Agreement(choice(suite), choice(NamedGroup.X25519), proof, Optional.empty());
            var received = new RecvdClientHello(settings, hello, clientHello, Optional.empty());
            var share = hello.extensions()
                    .find(KeyShareClientHello.class)
                    .flatMap(shares -> shares.forGroup(NamedGroup.X25519.code()))
                    .orElseThrow();
            var transcript = Transcript.of(suite.hash(), clientHello);
            return new Negotiated(received, agreement, transcript, answers, resumption).proceed(share);
        }
    }

    private static <T> Choice<T> choice(T chosen) {
        return new Choice<>("choice", chosen, "the trace has it");
    }
}
