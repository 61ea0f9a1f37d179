package postern.tls.handshake;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.tls13.server.WaitEndOfEarlyData;
import postern.tls.handshake.tls13.server.WaitFinished;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.CertificateVerify;
import postern.tls.message.ClientHello;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.EndOfEarlyData;
import postern.tls.message.Extensions;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.KeyUpdate;
import postern.tls.message.NewSessionTicket;
import postern.tls.message.ServerHello;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.Role;

/// Every state × every message that may not come there: refused, whatever is in it.
class WrongMessageTest {
    private static final Map<String, Set<Class<? extends HandshakeMessage>>> AWAITED = Map.ofEntries(
            entry("CLIENT WaitServerHello", Set.of(ServerHello.class)),
            entry("CLIENT WaitEncryptedExtensions", Set.of(EncryptedExtensions.class)),
            entry("CLIENT WaitCertificateOrRequest", Set.of(CertificateMessage13.class, CertificateRequest13.class)),
            entry("CLIENT WaitCertificate", Set.of(CertificateMessage13.class)),
            entry("CLIENT WaitCertificateVerify", Set.of(CertificateVerify.class)),
            entry("CLIENT WaitFinished", Set.of(Finished.class)),
            entry("CLIENT Connected", Set.of(KeyUpdate.class, NewSessionTicket.class)),
            entry("SERVER Start", Set.of(ClientHello.class)),
            entry("SERVER WaitCertificate", Set.of(CertificateMessage13.class)),
            entry("SERVER WaitCertificateVerify", Set.of(CertificateVerify.class)),
            entry("SERVER WaitFinished", Set.of(Finished.class)),
            entry("SERVER WaitEndOfEarlyData", Set.of(EndOfEarlyData.class)),
            entry("SERVER Connected", Set.of(KeyUpdate.class)));

    private static final CertificateRequest13 REQUEST =
            new CertificateRequest13(Bytes.EMPTY, Extensions.of(new SignatureAlgorithms(List.of(0x0804))));

    private static Set<Class<? extends HandshakeMessage>> awaited(String state) {
        return AWAITED.getOrDefault(state, Set.of());
    }

    private static Map<String, State> states() {
        var states = new LinkedHashMap<String, State>();
        var play = new Rehearsal().play();
        for (var beat : play.beats()) {
            states.put(beat.role() + " " + beat.state().name(), beat.state());
            if (beat.message() instanceof EncryptedExtensions) {
                var asked = beat.step()
                        .next()
                        .receive(REQUEST, HandshakeCodec.write(REQUEST))
                        .next();
                states.put("CLIENT " + asked.name(), asked);
            }
        }
        for (var beat : new Rehearsal().withClientCertificates().play().beats()) {
            states.putIfAbsent(beat.role() + " " + beat.state().name(), beat.state());
        }
        if (states.get("SERVER WaitFinished") instanceof WaitFinished waiting) {
            states.put("SERVER WaitEndOfEarlyData", new WaitEndOfEarlyData(waiting.flight(), waiting.transcript()));
        }
        states.put("CLIENT Connected", play.last(Role.CLIENT));
        states.put("SERVER Connected", play.last(Role.SERVER));
        return states;
    }

    private static List<HandshakeMessage> messages() {
        var played = new Rehearsal().play().beats().stream().map(Rehearsal.Beat::message);
        var others = Stream.of(
                REQUEST,
                new EndOfEarlyData(),
                new KeyUpdate(KeyUpdateRequest.UPDATE_NOT_REQUESTED),
                new NewSessionTicket(7200, 1, Bytes.of(0), Bytes.of(1), Extensions.of()));
        return Stream.concat(played, others).toList();
    }

    static Stream<Arguments> wrong() {
        var messages = messages();
        return states().entrySet().stream()
                .flatMap(state -> messages.stream()
                        .filter(message -> !awaited(state.getKey()).contains(message.getClass()))
                        .map(message -> Arguments.of(state.getKey(), message.type(), state.getValue(), message)));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("wrong")
    void isUnexpected(String where, Object type, State state, HandshakeMessage message) {
        var refusal = assertThrows(
                TlsException.class, () -> state.receive(message, HandshakeCodec.write(message)), where + " " + type);
        assertEquals(Violation.MESSAGE_UNEXPECTED, refusal.violation());
    }

    @Test
    void everyStateIsThere() {
        assertEquals(AWAITED.keySet(), states().keySet());
    }

    /// During the handshake it is dropped, before and after it is refused (RFC 9846 §5).
    @Test
    void changeCipherSpecIsDroppedDuringTheHandshakeOnly() {
        states().forEach((name, state) -> {
            if (name.endsWith("Connected") || name.endsWith("Start")) {
                var refusal = assertThrows(TlsException.class, state::changeCipherSpec, name);
                assertEquals(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, refusal.violation());
            } else {
                assertSame(state, state.changeCipherSpec().next(), name);
            }
        });
    }

    @Test
    void theHandshakeEndsConnected() {
        var play = new Rehearsal().play();
        assertInstanceOf(Established.class, play.last(Role.CLIENT));
        assertInstanceOf(Established.class, play.last(Role.SERVER));
    }
}
