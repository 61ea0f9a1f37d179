package postern.tls.handshake;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.Credentials;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.PeerVerifier;
import postern.tls.schedule.RecordKeys;

/// A handshake of states alone, without records and engines: messages go from one to the other by hand, and
/// somebody may change them on the way.
public final class Rehearsal {
    /// One message taken by one state.
    public record Beat(Role role, State state, HandshakeMessage message, Bytes encoding, Step step) {}

    private final List<Beat> beats = new ArrayList<>();
    private ClientSettings clientSettings = client(everything());
    private ServerSettings serverSettings = server(everything());
    private UnaryOperator<HandshakeMessage> change = UnaryOperator.identity();

    /// Everything that is implemented, P-256 before the other groups.
    public static Preferences everything() {
        return new Preferences(
                List.of(ProtocolVersion.TLS13),
                Implemented.SUITES,
                List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1),
                Implemented.SCHEMES);
    }

    /// A client that accepts anybody.
    public static ClientSettings client(Preferences preferences) {
        return client(preferences, PeerVerifier.none());
    }

    /// A client that has certificates judged.
    public static ClientSettings client(Preferences preferences, PeerVerifier verifier) {
        return new ClientSettings(
                preferences,
                new Target(Optional.of("localhost"), "localhost", List.of("smtp")),
                surroundings("client", verifier));
    }

    /// A server with an RSA and a P-256 certificate that speaks `smtp`.
    public static ServerSettings server(Preferences preferences) {
        return new ServerSettings(
                preferences,
                List.of(Credentials.P256.credential(), Credentials.RSA.credential()),
                List.of("smtp"),
                surroundings("server", PeerVerifier.none()));
    }

    private static Surroundings surroundings(String seed, PeerVerifier verifier) {
        return new Surroundings(
                HmacDrbg.deterministic(Bytes.utf8(seed)), () -> Instant.parse("2027-01-01T00:00:00Z"), verifier);
    }

    /// With these settings instead.
    public Rehearsal with(ClientSettings settings) {
        clientSettings = settings;
        return this;
    }

    /// With these settings instead.
    public Rehearsal with(ServerSettings settings) {
        serverSettings = settings;
        return this;
    }

    /// The client has a certificate, and the server wants to see it.
    public Rehearsal withClientCertificates() {
        clientSettings = new ClientSettings(
                clientSettings.preferences(),
                clientSettings.target(),
                clientSettings.surroundings(),
                new ClientFeatures(List.of(Credentials.P384.credential()), ClientFeatures.Resumption.UNWANTED));
        serverSettings = new ServerSettings(
                serverSettings.preferences(),
                serverSettings.credentials(),
                serverSettings.applicationProtocols(),
                serverSettings.surroundings(),
                new ServerFeatures(new CertificateWish(ClientAuthentication.REQUIRE, List.of()), Optional.empty()));
        return this;
    }

    /// Every message of this kind is changed on its way.
    <M extends HandshakeMessage> Rehearsal changing(Class<M> kind, UnaryOperator<M> how) {
        var before = change;
        change = message -> {
            var changed = before.apply(message);
            return kind.isInstance(changed) ? how.apply(kind.cast(changed)) : changed;
        };
        return this;
    }

    /// Plays until nobody has anything to say.
    public Rehearsal play() {
        var server = (State) postern.tls.handshake.tls13.server.Start.of(serverSettings);
        var begin = postern.tls.handshake.tls13.client.Start.begin(clientSettings);
        var client = begin.next();
        var toServer = new ArrayDeque<>(sent(begin));
        var toClient = new ArrayDeque<HandshakeMessage>();
        while (!toServer.isEmpty() || !toClient.isEmpty()) {
            if (!toServer.isEmpty()) {
                var step = beat(Role.SERVER, server, toServer.remove());
                server = step.next();
                toClient.addAll(sent(step));
            } else {
                var step = beat(Role.CLIENT, client, toClient.remove());
                client = step.next();
                toServer.addAll(sent(step));
            }
        }
        return this;
    }

    private Step beat(Role role, State state, HandshakeMessage message) {
        var changed = change.apply(message);
        var encoding = HandshakeCodec.write(changed);
        var step = state.receive(HandshakeCodec.read(encoding, ProtocolVersion.TLS13, role.peer()), encoding);
        beats.add(new Beat(role, state, changed, encoding, step));
        return step;
    }

    private static List<HandshakeMessage> sent(Step step) {
        return step.effects().stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .toList();
    }

    /// What was played.
    public List<Beat> beats() {
        return beats;
    }

    /// The state that one end has come to.
    public State last(Role role) {
        return beats.stream()
                .filter(beat -> beat.role() == role)
                .reduce((_, beat) -> beat)
                .orElseThrow()
                .step()
                .next();
    }

    /// The keys with which one end seals application data. Nothing has used them yet.
    public RecordKeys writeKeys(Role role) {
        return lastEffect(role, Effect.WriteWith.class).keys();
    }

    /// The keys with which one end opens application data. Nothing has used them yet.
    public RecordKeys readKeys(Role role) {
        return lastEffect(role, Effect.ReadWith.class).keys();
    }

    private <E extends Effect> E lastEffect(Role role, Class<E> kind) {
        return beats.stream()
                .filter(beat -> beat.role() == role)
                .flatMap(beat -> beat.step().effects().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((_, effect) -> effect)
                .orElseThrow();
    }

    /// Plays, and expects that somebody refuses.
    Violation refusal() {
        return Assertions.assertThrows(TlsException.class, this::play).violation();
    }
}
