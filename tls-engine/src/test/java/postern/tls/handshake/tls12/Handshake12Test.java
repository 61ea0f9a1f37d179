package postern.tls.handshake.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Established;
import postern.tls.handshake.Rehearsal;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extensions;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HelloRequest;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.message.ServerNameAcknowledged;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.schedule.SecretLabel;

/// What an honest handshake of TLS 1.2 looks like.
class Handshake12Test {
    @Test
    void itEndsConnectedWithTheSameKeysOnBothSides() {
        var play = new Rehearsal12().play();
        assertInstanceOf(Established.class, play.last(Role.CLIENT));
        assertInstanceOf(Established.class, play.last(Role.SERVER));
        assertKeysAgree(play);
    }

    @Test
    void theServersHelloAnswersWhatTheClientSent() {
        var hello = new Rehearsal12().play().taken(Role.CLIENT, ServerHello.class);
        assertEquals(ProtocolVersion.TLS12.code(), hello.legacyVersion());
        assertEquals(Bytes.EMPTY, hello.legacySessionIdEcho());
        assertEquals(0, hello.legacyCompressionMethod());
        var extensions = hello.extensions();
        assertEquals(Optional.of(new RenegotiationInfo(Bytes.EMPTY)), extensions.find(RenegotiationInfo.class));
        assertTrue(extensions.find(ExtendedMasterSecret.class).isPresent());
        assertEquals(Optional.of(new EcPointFormats(List.of(0))), extensions.find(EcPointFormats.class));
        assertTrue(extensions.find(ServerNameAcknowledged.class).isPresent());
        assertTrue(extensions.has(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION));
    }

    @Test
    void aClientWithoutExtensionsButTheNeededOnesGetsNoneBack() {
        var play = new Rehearsal12()
                .offering(hello -> keeping(hello, ExtensionType.SUPPORTED_GROUPS, ExtensionType.SIGNATURE_ALGORITHMS));
        // Our client insists on renegotiation_info and stops here; the server's answer is what counts.
        play.refusal();
        assertEquals(Extensions.ABSENT, answer(play).extensions());
    }

    @Test
    void theNumberAmongTheSuitesIsAsGoodAsTheExtension() {
        var play = new Rehearsal12().offering(hello -> {
            var suites = new ArrayList<>(hello.cipherSuites());
            suites.add(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
            var kept = keeping(hello, ExtensionType.SUPPORTED_GROUPS, ExtensionType.SIGNATURE_ALGORITHMS);
            return new ClientHello(
                    hello.legacyVersion(),
                    hello.random(),
                    hello.legacySessionId(),
                    suites,
                    hello.legacyCompressionMethods(),
                    kept.extensions());
        });
        play.play();
        assertEquals(
                List.of(new RenegotiationInfo(Bytes.EMPTY)),
                answer(play).extensions().list());
    }

    private static ServerHello answer(Rehearsal12 play) {
        return (ServerHello)
                play.effects(Role.SERVER, Effect.Send.class).getFirst().message();
    }

    /// A peer that is older than RFC 7627: the master secret is bound to the randoms alone.
    @Test
    void withoutTheExtendedMasterSecretBothEndsStillAgree() {
        var play = new Rehearsal12()
                .offering(hello -> without(hello, ExtensionType.EXTENDED_MASTER_SECRET))
                .play();
        assertFalse(answer(play).extensions().has(ExtensionType.EXTENDED_MASTER_SECRET));
        assertInstanceOf(Established.class, play.last(Role.CLIENT));
        assertKeysAgree(play);
    }

    private static void assertKeysAgree(Rehearsal12 play) {
        for (var role : Role.values()) {
            var writes = play.writeKeys(role);
            var reads = play.readKeys(role.peer());
            assertEquals(
                    Bytes.copyOf(writes.key().expose()),
                    Bytes.copyOf(reads.key().expose()));
            assertEquals(
                    Bytes.copyOf(writes.iv().expose()), Bytes.copyOf(reads.iv().expose()));
            assertEquals(ProtocolVersion.TLS12, writes.version());
        }
    }

    @Test
    void bothEndsLogTheSameMasterSecret() {
        var play = new Rehearsal12().play();
        for (var role : Role.values()) {
            var log = play.effects(role, Effect.LogSecret.class);
            assertEquals(1, log.size());
            assertEquals(SecretLabel.CLIENT_RANDOM, log.getFirst().secret().label());
        }
    }

    /// RFC 9846 §4.2.3: the mark is there if and only if the server could have done better.
    @Test
    void aServerThatKnowsTls13MarksItsRandom() {
        var both = new Rehearsal12()
                .with(Rehearsal.server(Rehearsal12.versions(ProtocolVersion.TLS13, ProtocolVersion.TLS12)));
        assertEquals(
                Optional.of(ServerHello.DOWNGRADE_TO_TLS12),
                both.play().taken(Role.CLIENT, ServerHello.class).downgradeSentinel());
        assertEquals(
                Optional.empty(),
                new Rehearsal12().play().taken(Role.CLIENT, ServerHello.class).downgradeSentinel());
    }

    @Test
    void aClientOfBothVersionsGoesWithAnOldServer() {
        var play = new Rehearsal12()
                .with(Rehearsal.client(Rehearsal12.versions(ProtocolVersion.TLS13, ProtocolVersion.TLS12)))
                .play();
        assertInstanceOf(Connected.class, play.last(Role.CLIENT));
        assertInstanceOf(Connected.class, play.last(Role.SERVER));
    }

    /// RFC 5246 §7.4.1.1: it is ignored while a handshake is under way, and counts for no transcript.
    @Test
    void aHelloRequestIsIgnoredDuringTheHandshake() {
        var request = new HelloRequest();
        for (var beat : new Rehearsal12().play().beats()) {
            var next = beat.step().next();
            if (beat.role() == Role.CLIENT && !(next instanceof Established)) {
                var step = next.receive(request, HandshakeCodec.write(request));
                assertEquals(next, step.next());
                assertEquals(List.of(), step.effects());
            }
        }
    }

    @Test
    void renegotiationIsAnsweredWithAWarning() {
        var play = new Rehearsal12().play();
        var warning = List.of(new Effect.Warn(AlertDescription.NO_RENEGOTIATION));
        var request = new HelloRequest();
        var client = play.last(Role.CLIENT);
        assertEquals(
                warning, client.receive(request, HandshakeCodec.write(request)).effects());
        var hello = play.taken(Role.SERVER, ClientHello.class);
        var server = play.last(Role.SERVER);
        assertEquals(warning, server.receive(hello, HandshakeCodec.write(hello)).effects());
    }

    @Test
    void keysCannotBeReplaced() {
        var play = new Rehearsal12().play();
        var connected = assertInstanceOf(Connected.class, play.last(Role.CLIENT));
        assertFalse(connected.canUpdateKeys());
        assertThrows(IllegalStateException.class, () -> connected.updateKeys(KeyUpdateRequest.UPDATE_REQUESTED));
        assertEquals(
                play.taken(Role.CLIENT, Finished.class).verifyData(),
                connected.ending().peer().verifyData());
    }

    static ClientHello without(ClientHello hello, ExtensionType type) {
        return hello.withExtensions(Extensions.of(hello.extensions().list().stream()
                .filter(extension -> extension.code() != type.code())
                .toList()));
    }

    private static ClientHello keeping(ClientHello hello, ExtensionType... types) {
        return hello.withExtensions(Extensions.of(hello.extensions().list().stream()
                .filter(extension -> List.of(types).stream().anyMatch(type -> type.code() == extension.code()))
                .toList()));
    }
}
