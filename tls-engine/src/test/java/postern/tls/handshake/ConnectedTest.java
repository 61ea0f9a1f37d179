package postern.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.tls13.Connected;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.KeyUpdate;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.Role;

/// Key updates behind the handshake (RFC 9846 §4.7.3).
class ConnectedTest {
    private static final KeyUpdate ASKING = new KeyUpdate(KeyUpdateRequest.UPDATE_REQUESTED);
    private static final KeyUpdate TELLING = new KeyUpdate(KeyUpdateRequest.UPDATE_NOT_REQUESTED);

    private static Connected connected() {
        return (Connected) new Rehearsal().play().last(Role.CLIENT);
    }

    private static Step receive(State state, HandshakeMessage message) {
        return state.receive(message, HandshakeCodec.write(message));
    }

    private static List<HandshakeMessage> sent(Step step) {
        return step.effects().stream()
                .filter(Send.class::isInstance)
                .map(effect -> ((Send) effect).message())
                .toList();
    }

    private static List<String> kinds(Step step) {
        return step.effects().stream()
                .map(effect -> effect.getClass().getSimpleName())
                .toList();
    }

    /// The message goes out under the old keys.
    @Test
    void theMessageComesBeforeTheKeys() {
        assertEquals(List.of("Send", "WriteWith"), kinds(connected().updateKeys(KeyUpdateRequest.UPDATE_REQUESTED)));
        assertEquals(List.of("ReadWith"), kinds(receive(connected(), TELLING)));
        assertEquals(List.of("ReadWith", "Send", "WriteWith"), kinds(receive(connected(), ASKING)));
    }

    @Test
    void aRequestIsAnsweredWithoutARequest() {
        assertEquals(List.of(TELLING), sent(receive(connected(), ASKING)));
    }

    /// Until the peer has answered, only our own keys may be replaced.
    @Test
    void aRequestIsNotRepeatedBeforeItIsAnswered() {
        var first = connected().updateKeys(KeyUpdateRequest.UPDATE_REQUESTED);
        assertEquals(List.of(ASKING), sent(first));
        var second = ((Connected) first.next()).updateKeys(KeyUpdateRequest.UPDATE_REQUESTED);
        assertEquals(List.of(TELLING), sent(second));
        var answered = receive(second.next(), TELLING);
        var third = ((Connected) answered.next()).updateKeys(KeyUpdateRequest.UPDATE_REQUESTED);
        assertEquals(List.of(ASKING), sent(third));
    }

    /// At the limit a request is not answered; the peer's keys are replaced all the same.
    @Test
    void keysAreNotReplacedForEver() {
        var state = connected();
        var last = new Connected.Sending((1L << 48) - 2, KeyUpdateRequest.UPDATE_NOT_REQUESTED);
        var beforeLimit =
                new Connected(state.proof(), state.role(), state.keys(), last, state.tickets(), state.later());
        assertTrue(beforeLimit.canUpdateKeys());
        var atLimit = (Connected) receive(beforeLimit, ASKING).next();
        assertFalse(atLimit.canUpdateKeys());
        assertEquals(List.of("ReadWith"), kinds(receive(atLimit, ASKING)));
        assertEquals(List.of(), kinds(atLimit.updateKeys(KeyUpdateRequest.UPDATE_REQUESTED)));
    }
}
