package postern.tls.handshake.tls12;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.tls.Credentials;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.CertificateWish;
import postern.tls.handshake.ClientFeatures;
import postern.tls.handshake.ClientFeatures13;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Offer;
import postern.tls.handshake.OlderFeatures;
import postern.tls.handshake.Preferences;
import postern.tls.handshake.Rehearsal;
import postern.tls.handshake.ServerFeatures;
import postern.tls.handshake.ServerFeatures13;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.client.WaitServerHello;
import postern.tls.handshake.tls13.server.Start;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.Syntax;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.Stapler;
import postern.tls.schedule.RecordKeys;
import postern.tls.session.ClientSession12;
import postern.tls.session.SharedKeys;
import postern.tls.session.TicketKeys;

/// A handshake of TLS 1.2 by states alone, without records and engines: messages and change_cipher_spec go from
/// one to the other by hand, and somebody may change them on the way.
public final class Rehearsal12 {
    /// What one end sends: a message, or a change_cipher_spec.
    public record Item(Optional<HandshakeMessage> message) {}

    /// One item taken by one state.
    public record Beat(Role role, State state, Item item, Step step) {}

    private static final TicketKeys KEYS = TicketKeys.fresh(HmacDrbg.deterministic(Bytes.utf8("tickets")));

    private final List<Beat> beats = new ArrayList<>();
    private ClientSettings clientSettings = Rehearsal.client(only12());
    private ServerSettings serverSettings = Rehearsal.server(only12());
    private UnaryOperator<ClientHello> offering = UnaryOperator.identity();
    private Syntax syntax = Syntax.of(ProtocolVersion.TLS12);
    private UnaryOperator<HandshakeMessage> change = UnaryOperator.identity();

    /// Everything that is implemented, in TLS 1.2.
    public static Preferences only12() {
        return versions(ProtocolVersion.TLS12);
    }

    /// Everything that is implemented, in these versions.
    public static Preferences versions(ProtocolVersion... versions) {
        var all = Rehearsal.everything();
        return new Preferences(List.of(versions), all.suites(), all.groups(), all.schemes());
    }

    /// With these settings instead.
    public Rehearsal12 with(ClientSettings settings) {
        clientSettings = settings;
        return this;
    }

    /// With these settings instead.
    public Rehearsal12 with(ServerSettings settings) {
        serverSettings = settings;
        return this;
    }

    /// The client has a certificate, and the server wants to see it.
    public Rehearsal12 withClientCertificates() {
        clientSettings = new ClientSettings(
                clientSettings.preferences(),
                clientSettings.target(),
                clientSettings.surroundings(),
                new ClientFeatures(
                        List.of(Credentials.P384.credential()),
                        ClientFeatures.Resumption.UNWANTED,
                        ClientFeatures.Stapling.WANTED));
        serverSettings = new ServerSettings(
                serverSettings.preferences(),
                serverSettings.credentials(),
                serverSettings.applicationProtocols(),
                serverSettings.surroundings(),
                new ServerFeatures(
                        new CertificateWish(ClientAuthentication.REQUIRE, List.of()),
                        Optional.empty(),
                        _ -> List.of(Bytes.of(1))));
        return this;
    }

    /// Both keep sessions, the client this one, and both may begin again.
    Rehearsal12 keepingSessions(Optional<ClientSession12> session) {
        var older = new OlderFeatures(Optional.empty(), OlderFeatures.Renegotiating.ALLOWED);
        clientSettings = new ClientSettings(
                clientSettings.preferences(),
                clientSettings.target(),
                clientSettings.surroundings(),
                new ClientFeatures(
                        List.of(),
                        new ClientFeatures.Resumption(ClientFeatures.Tickets.KEPT, Optional.empty(), session),
                        ClientFeatures.Stapling.UNWANTED,
                        ClientFeatures13.USUAL,
                        older));
        serverSettings = new ServerSettings(
                serverSettings.preferences(),
                serverSettings.credentials(),
                serverSettings.applicationProtocols(),
                serverSettings.surroundings(),
                new ServerFeatures(
                        CertificateWish.NONE,
                        Optional.of(new ServerFeatures.Tickets(KEYS, 1)),
                        Stapler.none(),
                        ServerFeatures13.USUAL,
                        older));
        return this;
    }

    /// Not yet played: the client comes back with the session of an honest handshake.
    static Rehearsal12 resuming() {
        var first = new Rehearsal12().keepingSessions(Optional.empty()).play();
        var kept = first.effects(Role.CLIENT, Effect.KeepSession.class).getFirst();
        return new Rehearsal12().keepingSessions(Optional.of(kept.session()));
    }

    /// The client's state behind a ServerHello that chooses a shared key alone.
    static State beforeIdentityHint() {
        var suite = CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256;
        var keys = SharedKeys.of(new SharedKeys.SharedKey(Bytes.utf8("both"), Secret.zeros(16)));
        var older = new OlderFeatures(Optional.empty(), OlderFeatures.Renegotiating.REFUSED, Optional.of(keys));
        var all = only12();
        var preferences = new Preferences(all.versions(), List.of(suite), all.groups(), all.schemes());
        var server = Rehearsal.server(preferences);
        var play = new Rehearsal12()
                .with(new ClientSettings(
                        preferences,
                        Rehearsal.client(preferences).target(),
                        Rehearsal.client(preferences).surroundings(),
                        new ClientFeatures(
                                List.of(),
                                ClientFeatures.Resumption.UNWANTED,
                                ClientFeatures.Stapling.UNWANTED,
                                ClientFeatures13.USUAL,
                                older)))
                .with(new ServerSettings(
                        preferences,
                        server.credentials(),
                        server.applicationProtocols(),
                        server.surroundings(),
                        new ServerFeatures(
                                CertificateWish.NONE,
                                Optional.empty(),
                                Stapler.none(),
                                ServerFeatures13.USUAL,
                                older)));
        return play.play(suite).beats().stream()
                .filter(beat -> beat.role() == Role.CLIENT)
                .findFirst()
                .orElseThrow()
                .step()
                .next();
    }

    /// The client offers something else, and knows it.
    Rehearsal12 offering(UnaryOperator<ClientHello> how) {
        offering = how;
        return this;
    }

    /// Every message of this kind is changed on its way.
    <M extends HandshakeMessage> Rehearsal12 changing(Class<M> kind, UnaryOperator<M> how) {
        var before = change;
        change = message -> {
            var changed = before.apply(message);
            return kind.isInstance(changed) ? how.apply(kind.cast(changed)) : changed;
        };
        return this;
    }

    /// Plays until nobody has anything to say, with messages as this suite writes them.
    public Rehearsal12 play(CipherSuite suite) {
        syntax = new Syntax(ProtocolVersion.TLS12, Optional.of(suite));
        return play();
    }

    /// Plays until nobody has anything to say.
    public Rehearsal12 play() {
        State server = Start.of(serverSettings);
        var first = Offer.first(clientSettings);
        var hello = offering.apply(first.hello());
        var offer = first.with(hello);
        State client = new WaitServerHello(clientSettings, offer, Optional.empty());
        var toServer = new ArrayDeque<Item>(List.of(new Item(Optional.of(hello))));
        var toClient = new ArrayDeque<Item>();
        while (!toServer.isEmpty() || !toClient.isEmpty()) {
            if (!toServer.isEmpty()) {
                server = beat(Role.SERVER, server, toServer.remove(), toClient);
            } else {
                client = beat(Role.CLIENT, client, toClient.remove(), toServer);
            }
        }
        return this;
    }

    private State beat(Role role, State state, Item item, Queue<Item> answers) {
        var step = item.message().isEmpty()
                ? state.changeCipherSpec()
                : take(role, state, item.message().get());
        beats.add(new Beat(role, state, item, step));
        for (var effect : step.effects()) {
            switch (effect) {
                case Effect.Send send -> answers.add(new Item(Optional.of(send.message())));
                case Effect.SendChangeCipherSpec _ -> answers.add(new Item(Optional.empty()));
                default -> {}
            }
        }
        return step.next();
    }

    private Step take(Role role, State state, HandshakeMessage message) {
        var encoding = HandshakeCodec.write(change.apply(message));
        return state.receive(HandshakeCodec.read(encoding, syntax, role.peer()), encoding);
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

    /// What one end did, of this kind.
    public <E extends Effect> List<E> effects(Role role, Class<E> kind) {
        return beats.stream()
                .filter(beat -> beat.role() == role)
                .flatMap(beat -> beat.step().effects().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /// The keys with which one end seals. Nothing has used them yet.
    public RecordKeys writeKeys(Role role) {
        return effects(role, Effect.WriteWith.class).getLast().keys();
    }

    /// The keys with which one end opens. Nothing has used them yet.
    public RecordKeys readKeys(Role role) {
        return effects(role, Effect.ReadWith.class).getLast().keys();
    }

    /// The message of this kind that one end took.
    <M extends HandshakeMessage> M taken(Role role, Class<M> kind) {
        return beats.stream()
                .filter(beat -> beat.role() == role)
                .flatMap(beat -> beat.item().message().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    /// Plays, and expects that somebody refuses.
    Violation refusal() {
        return Assertions.assertThrows(TlsException.class, this::play).violation();
    }

    /// With the last octet changed.
    static Bytes broken(Bytes octets) {
        var changed = octets.toArray();
        changed[changed.length - 1] ^= 1;
        return Bytes.adopt(changed);
    }
}
