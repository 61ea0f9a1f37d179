package postern.tls.record;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// Handshake messages out of handshake records. One record may hold many messages and one message may span many
/// records (RFC 9846 §5.1), so that a record tells nothing about where a message ends.
///
/// It reads no message: it knows only that each begins with one octet of type and three of length (RFC 9846 §4).
///
/// Owned by the engine, beside the [RecordReader].
public final class HandshakeJoiner {
    /// The longest body of a message. The length field could claim 16 MiB, and nothing is verified before the message
    /// is
    /// whole: a peer could make us hold that for each connection. Certificate chains stay far below this.
    static final int MAX_MESSAGE = 1 << 17;

    private static final int HEADER = 4;
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
    /// @throws TlsException if the message claims to be longer than any may be
    public Optional<Bytes> next() {
        if (end - start < HEADER) {
            return Optional.empty();
        }
        int length = (buffer[start + 1] & 0xff) << 16 | (buffer[start + 2] & 0xff) << 8 | (buffer[start + 3] & 0xff);
        if (length > MAX_MESSAGE) {
            throw new TlsException(
                    Violation.MESSAGE_TOO_LONG,
                    "type " + (buffer[start] & 0xff) + ", " + length + " octets, at most " + MAX_MESSAGE);
        }
        if (end - start < HEADER + length) {
            return Optional.empty();
        }
        var message = Bytes.copyOf(buffer, start, HEADER + length);
        start += HEADER + length;
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
