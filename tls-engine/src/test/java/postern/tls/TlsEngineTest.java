package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.tls.Output.Closure;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.Violation;
import postern.tls.message.ClientHello;
import postern.tls.message.Extensions;
import postern.tls.message.KeyUpdate;
import postern.tls.message.NewSessionTicket;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.Role;
import postern.tls.record.ContentType;

/// What the engine does around the handshake: data, closing, key updates, alerts.
class TlsEngineTest {
    private static final Bytes DATA = Bytes.utf8("MAIL FROM:<a@example>\r\n");
    private static final Bytes CLOSE_NOTIFY = Bytes.of(1, 0);

    private static Wire connected() {
        return new Wire(
                        Wire.anyServer().build(),
                        Wire.serverWith(Credentials.P256).build())
                .run();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    // Data

    @Test
    void dataOfAnyLengthPasses() {
        var wire = connected();
        var large = new byte[100_000];
        java.util.Arrays.fill(large, (byte) 7);
        wire.client.send(new byte[0]).send(large).send(octets("x"));
        wire.settle();
        assertEquals(large.length + 1, wire.server.data.size());
        assertEquals(Optional.empty(), wire.server.failure());
    }

    @Test
    void nothingCanBeSentBeforeTheHandshake() {
        var client = TlsEngine.client(Wire.anyServer().build());
        assertThrows(IllegalStateException.class, () -> client.send(octets("x"), 0, 1));
        assertThrows(IllegalStateException.class, () -> client.updateKeys(KeyUpdateRequest.UPDATE_NOT_REQUESTED));
        assertTrue(client.session().isEmpty());
    }

    /// What a client says before it can have our answer is not the answer to it.
    @Test
    void aMessageBehindTheHelloInOneRecord() {
        var hello = TlsEngine.client(Wire.anyServer().build()).start().toPeer();
        int length = hello.length() - 5 + 2;
        var record =
                Bytes.concat(hello.slice(0, 3), Bytes.of(length >> 8, length & 0xff), hello.from(5), Bytes.of(1, 0));
        var server =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        server.receive(record);
        assertEquals(
                Violation.MESSAGE_BEFORE_ANSWER, server.failure().orElseThrow().violation());
    }

    // Closing

    @Test
    void closingEndsOneDirectionAndThenTheOther() {
        var wire = connected();
        wire.client.take(wire.client.engine.close());
        assertEquals(Closure.WE_CLOSED, wire.client.last.closure());
        wire.settle();
        assertEquals(Closure.PEER_CLOSED, wire.server.last.closure());
        assertTrue(wire.server.last.endOfData());

        wire.server.send(DATA.toArray());
        wire.settle();
        assertArrayEquals(DATA.toArray(), wire.client.data.toByteArray());

        wire.server.take(wire.server.engine.close());
        wire.settle();
        assertEquals(Closure.CLOSED, wire.client.last.closure());
        assertEquals(Closure.CLOSED, wire.server.last.closure());
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        assertEquals(Optional.empty(), wire.client.engine.endOfInput().failure());
        assertThrows(IllegalStateException.class, () -> wire.server.send(octets("x")));
        assertTrue(wire.server.engine.close().toPeer().isEmpty());
    }

    /// What follows close_notify is not TLS: SMTP may go on in clear.
    @Test
    void octetsBehindCloseNotifyAreLeftAlone() {
        var wire = connected();
        wire.client.take(wire.client.engine.close());
        wire.server.receive(wire.client.outgoing().concat(DATA));
        assertEquals(DATA, wire.server.engine.unread());
        assertEquals(0, wire.server.data.size());
        wire.server.receive(Bytes.utf8("more"));
        assertEquals(0, wire.server.data.size());
    }

    @Test
    void anEndWithoutCloseNotifyIsATruncation() {
        var wire = connected();
        wire.server.take(wire.server.engine.endOfInput());
        assertEquals(Violation.TRUNCATED, wire.server.failure().orElseThrow().violation());
        assertTrue(wire.server.outgoing().isEmpty());
        assertEquals(Closure.CLOSED, wire.server.last.closure());

        var half =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        half.take(half.engine.endOfInput());
        assertEquals(Violation.TRUNCATED, half.failure().orElseThrow().violation());
    }

    @Test
    void aHandshakeCanBeGivenUp() {
        var client = new Wire.End(TlsEngine.client(Wire.anyServer().build()));
        client.take(client.engine.start()).outgoing();
        client.take(client.engine.close());
        var userCanceledThenCloseNotify = Bytes.fromHex("1503030002015a 15030300020100");
        assertEquals(userCanceledThenCloseNotify, client.outgoing());
    }

    // Key updates

    @ParameterizedTest
    @EnumSource
    void keysAreReplacedAndDataGoesOn(KeyUpdateRequest request) {
        var wire = connected();
        for (var end : List.of(wire.client, wire.server, wire.client)) {
            end.take(end.engine.updateKeys(request));
            end.send(DATA.toArray());
            wire.settle();
            wire.client.send(DATA.toArray());
            wire.server.send(DATA.toArray());
            wire.settle();
        }
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        assertEquals(4 * DATA.length(), wire.client.data.size());
        assertEquals(5 * DATA.length(), wire.server.data.size());
    }

    /// Both ask at once: each answers, so both directions move on by two generations (RFC 9846 §4.7.3).
    @Test
    void keyUpdatesMayCross() {
        var wire = connected();
        wire.client.take(wire.client.engine.updateKeys(KeyUpdateRequest.UPDATE_REQUESTED));
        wire.server.take(wire.server.engine.updateKeys(KeyUpdateRequest.UPDATE_REQUESTED));
        wire.settle();
        wire.client.send(DATA.toArray());
        wire.server.send(DATA.toArray());
        wire.settle();
        assertArrayEquals(DATA.toArray(), wire.client.data.toByteArray());
        assertArrayEquals(DATA.toArray(), wire.server.data.toByteArray());
    }

    /// After our close_notify nothing is sent any more, whatever the peer asks for.
    @Test
    void aKeyUpdateIsNotAnsweredAfterClosing() {
        var wire = connected();
        wire.server.take(wire.server.engine.updateKeys(KeyUpdateRequest.UPDATE_REQUESTED));
        wire.client.take(wire.client.engine.close()).outgoing();
        wire.client.receive(wire.server.outgoing());
        assertTrue(wire.client.outgoing().isEmpty());
        wire.server.send(DATA.toArray());
        wire.client.receive(wire.server.outgoing());
        assertArrayEquals(DATA.toArray(), wire.client.data.toByteArray());
    }

    @ParameterizedTest
    @EnumSource
    void keyUpdatesWithoutDataAreLimited(Role victim) {
        var peer = HostilePeer.of(victim);
        var update = new KeyUpdate(KeyUpdateRequest.UPDATE_NOT_REQUESTED);
        peer.sends(update);
        assertEquals(Optional.empty(), peer.victim.failure());

        var flood = HostilePeer.of(Role.CLIENT);
        var ticket = new NewSessionTicket(7200, 1, Bytes.of(0), Bytes.of(1), Extensions.of());
        for (int i = 0; i < 32; i++) {
            flood.sends(ticket);
        }
        assertEquals(Optional.empty(), flood.victim.failure());
        flood.sends(ContentType.APPLICATION_DATA, DATA);
        for (int i = 0; i < 33; i++) {
            flood.sends(ticket);
        }
        assertEquals(Violation.TOO_MANY_KEY_UPDATES, flood.refusal());
    }

    // Alerts

    @ParameterizedTest
    @CsvSource({"40, handshake_failure", "48, unknown_ca", "200, 200"})
    void aPeersAlertEndsTheConnectionWithoutAnAnswer(int code, String name) {
        var peer = HostilePeer.of(Role.SERVER).sends(ContentType.ALERT, Bytes.of(1, code));
        assertEquals(Violation.PEER_ALERT, peer.refusal());
        var failure = (PeerAlertException) peer.victim.failure().orElseThrow();
        assertEquals(code, failure.code());
        assertTrue(failure.getMessage().contains(name), failure.getMessage());
        assertTrue(peer.victim.outgoing().isEmpty());
    }

    @Test
    void userCanceledIsNotTheEndButNotForEver() {
        var peer = HostilePeer.of(Role.SERVER);
        for (int i = 0; i < 4; i++) {
            peer.sends(ContentType.ALERT, Bytes.of(1, 90));
        }
        assertEquals(Optional.empty(), peer.victim.failure());
        peer.sends(ContentType.ALERT, Bytes.of(1, 90));
        assertEquals(Violation.TOO_MANY_WARNINGS, peer.refusal());
    }

    @Test
    void anAlertIsTwoOctets() {
        for (var alert : List.of(Bytes.of(1), Bytes.of(1, 0, 1, 0))) {
            assertEquals(
                    Violation.ALERT_LENGTH,
                    HostilePeer.of(Role.SERVER).sends(ContentType.ALERT, alert).refusal());
        }
    }

    /// Before a version is agreed a warning is only a warning: TLS 1.2 servers say `unrecognized_name` like that.
    @Test
    void aWarningBeforeTheServerHelloIsIgnored() {
        var client = new Wire.End(TlsEngine.client(Wire.anyServer().build()));
        client.take(client.engine.start());
        client.receive(Bytes.fromHex("15030300020170"));
        assertEquals(Optional.empty(), client.failure());
        client.receive(Bytes.fromHex("15030300020270"));
        assertEquals(Violation.PEER_ALERT, client.failure().orElseThrow().violation());
    }

    /// A server may learn in clear that the client could make nothing of its hello (RFC 9846 §A.1).
    @Test
    void anAlertInClearIsHeardDuringTheHandshake() {
        var client = TlsEngine.client(Wire.anyServer().build());
        var server =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        server.receive(client.start().toPeer());
        server.receive(Bytes.fromHex("1503030002022f"));
        var failure = (PeerAlertException) server.failure().orElseThrow();
        assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), failure.description());
    }

    // Refusals of the engine itself

    @Test
    void applicationDataBeforeFinished() {
        var client = new Wire.End(TlsEngine.client(Wire.anyServer().build()));
        client.take(client.engine.start());
        client.receive(Bytes.fromHex("170303000100"));
        assertEquals(
                Violation.EARLY_APPLICATION_DATA, client.failure().orElseThrow().violation());
    }

    @Test
    void aRecordInsideAMessage() {
        var half = Bytes.of(24, 0);
        assertEquals(
                Violation.HANDSHAKE_INTERLEAVED,
                HostilePeer.of(Role.SERVER)
                        .sends(ContentType.HANDSHAKE, half)
                        .sends(ContentType.APPLICATION_DATA, DATA)
                        .refusal());
    }

    @Test
    void aMessageBehindAKeyUpdateInOneRecord() {
        var update = new KeyUpdate(KeyUpdateRequest.UPDATE_NOT_REQUESTED);
        assertEquals(
                Violation.KEY_CHANGE_INSIDE_RECORD,
                HostilePeer.of(Role.SERVER).sends(update, update).refusal());
    }

    @Test
    void recordsInClearAfterTheHandshake() {
        assertEquals(
                Violation.UNPROTECTED_RECORD,
                HostilePeer.of(Role.SERVER).sendsInClear("160303000100").refusal());
        assertEquals(
                Violation.CHANGE_CIPHER_SPEC_UNEXPECTED,
                HostilePeer.of(Role.SERVER).sendsInClear("140303000101").refusal());
    }

    @Test
    void messagesThatDoNotComeAfterTheHandshake() {
        var hello = new ClientHello(
                0x0303, Bytes.copyOf(new byte[32]), Bytes.EMPTY, List.of(0x1301), Bytes.of(0), Extensions.of());
        assertEquals(
                Violation.MESSAGE_UNEXPECTED,
                HostilePeer.of(Role.SERVER).sends(hello).refusal());
        var ticket = new NewSessionTicket(7200, 1, Bytes.of(0), Bytes.of(1), Extensions.of());
        assertEquals(
                Violation.HANDSHAKE_TYPE,
                HostilePeer.of(Role.SERVER).sends(ticket).refusal());
    }

    /// The alert goes out under the keys in force, and after it nothing.
    @Test
    void aRefusalIsTheLastWord() {
        var peer = HostilePeer.of(Role.SERVER).sends(ContentType.ALERT, Bytes.of(1));
        var alert = peer.victim.outgoing();
        assertEquals(5 + 2 + 1 + 16, alert.length());
        assertEquals(Closure.CLOSED, peer.victim.last.closure());
        peer.sends(ContentType.APPLICATION_DATA, DATA).sends(ContentType.ALERT, CLOSE_NOTIFY);
        assertTrue(peer.victim.outgoing().isEmpty());
        assertEquals(0, peer.victim.data.size());
        assertEquals(Violation.ALERT_LENGTH, peer.refusal());
        assertFalse(peer.victim.engine.close().failure().isEmpty());
    }
}
