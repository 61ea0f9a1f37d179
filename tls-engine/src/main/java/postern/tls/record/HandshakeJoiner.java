package postern.tls.record;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.HandshakeType;

/// Handshake messages out of handshake records. One record may hold many messages and one message may span many
/// records (RFC 9846 §5.1), so that a record tells nothing about where a message ends.
///
/// It reads no message: it knows only that each begins with one octet of type and three of length (RFC 9846 §4).
///
/// Owned by the engine, beside the [RecordReader].
public final class HandshakeJoiner {
    private static final byte[] NOTHING = {};

    private byte[] buffer = NOTHING;
    private int start;
    private int end;

    /// A joiner that holds nothing.
    public HandshakeJoiner() {}

    /// Takes the content of a handshake record.
    public void add(Span content) {
        makeRoom(content.length());
        System.arraycopy(content.array(), content.offset(), buffer, end, content.length());
        end += content.length();
    }

    /// The next whole message with its header, if it is here.
    ///
    /// @throws TlsException if the message is of no known type, or claims to be longer than its type may be
    public Optional<Bytes> next() {
        if (end - start < HandshakeType.HEADER_LENGTH) {
            return Optional.empty();
        }
        int length = HandshakeType.HEADER_LENGTH + checkedLength();
        if (end - start < length) {
            return Optional.empty();
        }
        var message = Bytes.copyOf(buffer, start, length);
        start += length;
        if (start == end) {
            clear();
        }
        return Optional.of(message);
    }

    /// Called when a record of another type arrives: it must not come inside a message (RFC 9846 §5.1).
    ///
    /// @throws TlsException if a message is unfinished
    public void refuseInterleaving() {
        refusePending(Violation.HANDSHAKE_INTERLEAVED);
    }

    /// Called when the peer's keys change: octets of a message must not stand on both sides (RFC 9846 §5.1). Else
    /// somebody who cannot encrypt could put words before those of somebody who can.
    ///
    /// @throws TlsException if anything is left after the message that changes the keys
    public void refuseKeyChange() {
        refusePending(Violation.KEY_CHANGE_INSIDE_RECORD);
    }

    /// Called when we answer during a handshake: what the peer says next depends on the answer, so nothing of
    /// it can honestly be here already (RFC 9846 §4).
    ///
    /// @throws TlsException if anything is left after the message that is answered
    public void refuseEagerness() {
        refusePending(Violation.MESSAGE_BEFORE_ANSWER);
    }

    /// The length in the header. A message that will be refused in the end is refused here, before we hold its
    /// body for a peer that has proved nothing.
    private int checkedLength() {
        int code = buffer[start] & 0xff;
        int length = (buffer[start + 1] & 0xff) << 16 | (buffer[start + 2] & 0xff) << 8 | (buffer[start + 3] & 0xff);
        var type = HandshakeType.ofCode(code)
                .orElseThrow(() -> new TlsException(Violation.HANDSHAKE_TYPE, "type " + code));
        if (length > type.maxLength()) {
            throw new TlsException(
                    Violation.MESSAGE_TOO_LONG, type + " of " + length + " octets, at most " + type.maxLength());
        }
        return length;
    }

    private void refusePending(Violation violation) {
        if (end > start) {
            throw new TlsException(violation, (end - start) + " octets of a handshake message are pending");
        }
    }

    private void makeRoom(int wanted) {
        if (buffer.length - end >= wanted) {
            return;
        }
        int held = end - start;
        var target = buffer.length - held >= wanted ? buffer : new byte[Math.max(2 * buffer.length, held + wanted)];
        System.arraycopy(buffer, start, target, 0, held);
        buffer = target;
        start = 0;
        end = held;
    }

    /// Gives the memory back: handshakes are short, connections may be long.
    private void clear() {
        buffer = NOTHING;
        start = 0;
        end = 0;
    }
}
