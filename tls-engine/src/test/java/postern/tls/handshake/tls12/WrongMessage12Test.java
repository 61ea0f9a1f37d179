package postern.tls.handshake.tls12;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.State;
import postern.tls.handshake.tls12.client.WaitServerHelloDone;
import postern.tls.message.Certificate12;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.CertificateStatus;
import postern.tls.message.CertificateVerify12;
import postern.tls.message.ClientHello;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.HelloRequest;
import postern.tls.message.NewSessionTicket12;
import postern.tls.message.ServerHello;
import postern.tls.message.ServerHelloDone;
import postern.tls.message.ServerKeyExchange;
import postern.tls.param.Role;

/// Every state of TLS 1.2 × every message that may not come there: refused, whatever is in it. And the one
/// state of each end in which a change_cipher_spec may come.
class WrongMessage12Test {
    private static final Map<String, Set<Class<? extends HandshakeMessage>>> AWAITED = Map.ofEntries(
            Map.entry("CLIENT WaitCertificate", Set.of(Certificate12.class, HelloRequest.class)),
            Map.entry(
                    "CLIENT WaitCertificateStatus",
                    Set.of(CertificateStatus.class, ServerKeyExchange.class, HelloRequest.class)),
            Map.entry("CLIENT WaitServerKeyExchange", Set.of(ServerKeyExchange.class, HelloRequest.class)),
            Map.entry(
                    "CLIENT WaitServerHelloDone",
                    Set.of(ServerHelloDone.class, CertificateRequest12.class, HelloRequest.class)),
            Map.entry("CLIENT WaitServerHelloDone asked", Set.of(ServerHelloDone.class, HelloRequest.class)),
            Map.entry("CLIENT WaitNewSessionTicket", Set.of(NewSessionTicket12.class, HelloRequest.class)),
            Map.entry("CLIENT resuming WaitChangeCipherSpec", Set.of(HelloRequest.class)),
            Map.entry("CLIENT resuming WaitFinished", Set.of(Finished.class, HelloRequest.class)),
            Map.entry("SERVER resuming WaitChangeCipherSpec", Set.of()),
            Map.entry("SERVER resuming WaitFinished", Set.of(Finished.class)),
            Map.entry(
                    "CLIENT WaitIdentityHint",
                    // A request is refused there too, by its own name.
                    Set.of(
                            ServerKeyExchange.class,
                            ServerHelloDone.class,
                            CertificateRequest12.class,
                            HelloRequest.class)),
            Map.entry("CLIENT WaitServerHello", Set.of(ServerHello.class, HelloRequest.class)),
            Map.entry("CLIENT WaitChangeCipherSpec", Set.of(HelloRequest.class)),
            Map.entry("CLIENT WaitFinished", Set.of(Finished.class, HelloRequest.class)),
            Map.entry("CLIENT Connected", Set.of(HelloRequest.class)),
            Map.entry("SERVER WaitCertificate", Set.of(Certificate12.class)),
            Map.entry("SERVER WaitCertificateVerify", Set.of(CertificateVerify12.class)),
            Map.entry("SERVER WaitClientKeyExchange", Set.of(ClientKeyExchange.class)),
            Map.entry("SERVER WaitChangeCipherSpec", Set.of()),
            Map.entry("SERVER WaitFinished", Set.of(Finished.class)),
            Map.entry("SERVER Connected", Set.of(ClientHello.class)));

    private static final CertificateRequest12 REQUEST =
            new CertificateRequest12(List.of(1, 64), Optional.of(List.of(0x0804)), List.of());

    private static Map<String, State> states() {
        var states = new LinkedHashMap<String, State>();
        var keeping = new Rehearsal12().keepingSessions(Optional.empty()).play();
        var beats = Stream.of(
                        new Rehearsal12().play(),
                        new Rehearsal12().withClientCertificates().play(),
                        keeping)
                .flatMap(play -> play.beats().stream());
        for (var beat : beats.toList()) {
            var next = beat.step().next();
            boolean asked =
                    next instanceof WaitServerHelloDone done && done.request().isPresent();
            states.putIfAbsent(beat.role() + " " + next.name() + (asked ? " asked" : ""), next);
        }
        for (var beat : Rehearsal12.resuming().play().beats()) {
            var next = beat.step().next();
            if (!(next instanceof Connected)) {
                states.put(beat.role() + " resuming " + next.name(), next);
            }
        }
        states.put("CLIENT WaitIdentityHint", Rehearsal12.beforeIdentityHint());
        var connected = (Connected) keeping.last(Role.CLIENT);
        states.put("CLIENT WaitServerHello", connected.renegotiate().next());
        return states;
    }

    private static List<HandshakeMessage> messages() {
        var played = new Rehearsal12()
                .withClientCertificates().play().beats().stream().flatMap(beat -> beat.item().message().stream());
        return Stream.concat(played, Stream.of(REQUEST, new HelloRequest(), new NewSessionTicket12(1, Bytes.of(1))))
                .toList();
    }

    static Stream<Arguments> wrong() {
        var messages = messages();
        return states().entrySet().stream()
                .flatMap(state -> messages.stream()
                        .filter(message ->
                                !AWAITED.getOrDefault(state.getKey(), Set.of()).contains(message.getClass()))
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

    /// Early, late or twice, it is refused (RFC 5246 §7.1, CVE-2014-0224).
    @Test
    void changeCipherSpecHasItsOnePlace() {
        states().forEach((name, state) -> {
            if (name.endsWith("WaitChangeCipherSpec")) {
                assertDoesNotThrow(state::changeCipherSpec, name);
            } else {
                var refusal = assertThrows(TlsException.class, state::changeCipherSpec, name);
                assertEquals(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, refusal.violation());
            }
        });
    }

    /// A connection that ends before its time leaves no secret behind.
    @Test
    void aStateThatIsWipedCannotGoOn() {
        var states = states();
        states.values().forEach(State::wipe);
        for (var end : List.of("CLIENT ", "SERVER ")) {
            var state = Objects.requireNonNull(states.get(end + "WaitFinished"));
            var finished = new Finished(Bytes.copyOf(new byte[12]));
            assertThrows(
                    IllegalStateException.class, () -> state.receive(finished, HandshakeCodec.write(finished)), end);
        }
        var exchange = new ClientKeyExchange(Bytes.copyOf(new byte[32]));
        var waiting = Objects.requireNonNull(states.get("SERVER WaitClientKeyExchange"));
        assertThrows(IllegalStateException.class, () -> waiting.receive(exchange, HandshakeCodec.write(exchange)));
    }
}
