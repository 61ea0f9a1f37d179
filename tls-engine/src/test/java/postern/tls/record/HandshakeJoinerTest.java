package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.HandshakeType;

class HandshakeJoinerTest {
    private final HandshakeJoiner joiner = new HandshakeJoiner();

    @Property
    void messagesComeOutTheSameHoweverTheyAreCut(
            @ForAll @Size(max = 12) List<@IntRange(max = 300) Integer> lengths,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 700) Integer> cuts) {
        var messages = lengths.stream().map(HandshakeJoinerTest::message).toList();
        var stream = Bytes.concat(messages.toArray(Bytes[]::new));
        var fresh = new HandshakeJoiner();
        var seen = new ArrayList<Bytes>();
        int at = 0;
        for (int i = 0; at < stream.length(); i++) {
            int length = Math.min(cuts.get(i % cuts.size()), stream.length() - at);
            fresh.add(Span.of(stream.slice(at, length).toArray()));
            for (var next = fresh.next(); next.isPresent(); next = fresh.next()) {
                seen.add(next.get());
            }
            at += length;
        }
        assertEquals(messages, seen);
        assertDoesNotThrow(fresh::refuseInterleaving);
        assertDoesNotThrow(fresh::refuseKeyChange);
    }

    @Test
    void anUnfinishedMessageSuffersNoOtherRecordAndNoKeyChange() {
        joiner.add(Span.of(new byte[] {1, 0, 0, 2, 9}));
        assertEquals(Optional.empty(), joiner.next());
        refuses(Violation.HANDSHAKE_INTERLEAVED, joiner::refuseInterleaving);
        refuses(Violation.KEY_CHANGE_INSIDE_RECORD, joiner::refuseKeyChange);
    }

    @Test
    void theBeginningOfAHeaderIsUnfinishedToo() {
        joiner.add(Span.of(new byte[] {1}));
        assertEquals(Optional.empty(), joiner.next());
        refuses(Violation.HANDSHAKE_INTERLEAVED, joiner::refuseInterleaving);
    }

    @Test
    void aMessageThatIsNotTakenYetForbidsAKeyChange() {
        joiner.add(Span.of(new byte[] {20, 0, 0, 0, 4, 0, 0, 0}));
        assertEquals(Optional.of(Bytes.of(20, 0, 0, 0)), joiner.next());
        refuses(Violation.KEY_CHANGE_INSIDE_RECORD, joiner::refuseKeyChange);
    }

    @Test
    void aMessageThatClaimsTooMuchForItsTypeIsRefusedAtOnce() {
        for (var type : HandshakeType.values()) {
            int longest = type.maxLength();
            var honest = new HandshakeJoiner();
            honest.add(header(type.code(), longest));
            assertDoesNotThrow(honest::next);
            var greedy = new HandshakeJoiner();
            greedy.add(header(type.code(), longest + 1));
            refuses(Violation.MESSAGE_TOO_LONG, greedy::next);
        }
    }

    @Test
    void aMessageOfNoKnownTypeIsRefusedAtOnce() {
        joiner.add(header(99, 1));
        refuses(Violation.HANDSHAKE_TYPE, joiner::next);
    }

    private static Span header(int type, int length) {
        return Span.of(Bytes.of(type, length >> 16, length >> 8, length).toArray());
    }

    private static Bytes message(int length) {
        var message = new byte[4 + length];
        message[0] = 1;
        message[2] = (byte) (length >> 8);
        message[3] = (byte) length;
        for (int i = 0; i < length; i++) {
            message[4 + i] = (byte) i;
        }
        return Bytes.adopt(message);
    }

    private static void refuses(Violation violation, Executable action) {
        assertEquals(violation, assertThrows(TlsException.class, action).violation());
    }
}
