package postern.tls.record;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;
import postern.tls.param.ProtocolVersion;

/// From contents to records, collected until they are drained.
///
/// Content that is too long for one record is cut; handshake messages that follow each other under the same keys
/// share records (RFC 9846 §5.1 allows both). Records are sealed in place in the array that [#drain] gives away:
/// one allocation for what goes out, none per record.
///
/// Owned by the engine; confined to one thread at a time.
public final class RecordWriter implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final Span record = Span.of(NOTHING);
    private RecordProtection protection;
    private byte[] out = NOTHING;
    private int end;
    private byte[] handshake = NOTHING;
    private int handshakeEnd;
    private int limit = RecordProtection.MAX_PLAINTEXT;

    private RecordWriter(RecordProtection protection) {
        this.protection = protection;
    }

    /// A client's writer: the records of its first ClientHello say version 1.0.
    public static RecordWriter ofClient() {
        return new RecordWriter(Plaintext.firstClientHello());
    }

    /// A client's writer whose first records say the newest version that the client speaks.
    public static RecordWriter ofClient(ProtocolVersion newest) {
        return new RecordWriter(Plaintext.firstClientHello(newest));
    }

    /// A server's writer.
    public static RecordWriter ofServer() {
        return new RecordWriter(Plaintext.usual());
    }

    /// Writes content as one record or more; nothing for no content. Handshake messages wait for others that
    /// follow.
    public void write(ContentType type, Bytes content) {
        if (type == ContentType.HANDSHAKE) {
            collect(content);
            return;
        }
        write(type, Span.of(content.toArray()));
    }

    /// Writes content as one record or more; nothing for no content.
    public void write(ContentType type, Span content) {
        flushHandshake();
        seal(type, content);
    }

    /// Whether something waits to be drained.
    public boolean hasOutput() {
        return end > 0 || handshakeEnd > 0;
    }

    /// The records made since the last call, in order.
    public Bytes drain() {
        flushHandshake();
        var records = Bytes.adopt(end == out.length ? out : Arrays.copyOf(out, end));
        out = NOTHING;
        end = 0;
        return records;
    }

    /// From the next content on, records are protected like this. Takes ownership; the protection so far is
    /// wiped.
    public void protectWith(RecordProtection next) {
        flushHandshake();
        protection.close();
        protection = next;
    }

    /// From the next content on, records are in clear again: the keys of early data have proved useless (RFC
    /// 9846 §4.2.4).
    public void writeInClear() {
        protectWith(Plaintext.usual());
    }

    /// The version is agreed, and from here on stands in the header of records in clear: TLS 1.0 and 1.1 want to
    /// see their own (RFC 4346 §6.2.1).
    public void agreeOn(ProtocolVersion version) {
        if (protection instanceof Plaintext) {
            flushHandshake();
            protection = Plaintext.of(version);
        }
    }

    /// From the next content on, no record holds more than this.
    public void limit(int content) {
        flushHandshake();
        limit = content;
    }

    /// Whether our own keys should soon be replaced.
    public boolean keyUpdateDue() {
        return protection.keyUpdateDue();
    }

    /// Wipes the keys, and forgets what was not drained.
    @Override
    public void close() {
        protection.close();
        Arrays.fill(handshake, (byte) 0);
        handshakeEnd = 0;
        out = NOTHING;
        end = 0;
    }

    /// The old version number stands only before the first ClientHello, which a client sends alone (RFC 9846
    /// §5.1).
    private void leaveFirstClientHello() {
        if (protection instanceof Plaintext plaintext && end > 0) {
            protection = plaintext.afterFirstClientHello();
        }
    }

    private void collect(Bytes message) {
        if (handshake.length - handshakeEnd < message.length()) {
            handshake = Arrays.copyOf(handshake, Math.max(2 * handshake.length, handshakeEnd + message.length()));
        }
        message.copyTo(handshake, handshakeEnd);
        handshakeEnd += message.length();
    }

    private void flushHandshake() {
        if (handshakeEnd > 0) {
            seal(ContentType.HANDSHAKE, new Span(handshake, 0, handshakeEnd));
            handshakeEnd = 0;
            handshake = NOTHING;
            leaveFirstClientHello();
        }
    }

    private void seal(ContentType type, Span content) {
        reserve(type, content.length());
        int written = 0;
        while (written < content.length()) {
            int length = nextContent(type, written, content.length() - written);
            int whole = protection.recordLength(length);
            System.arraycopy(
                    content.array(), content.offset() + written, out, end + protection.plaintextOffset(), length);
            protection.seal(type, length, record.set(out, end, whole));
            end += whole;
            written += length;
        }
    }

    private int nextContent(ContentType type, int written, int left) {
        return Math.min(limit, protection.nextContent(type, written, left));
    }

    /// Makes room for exactly the records that `length` octets of content need, so that the array can be given
    /// away.
    private void reserve(ContentType type, int length) {
        int needed = end;
        for (int written = 0; written < length; ) {
            int next = nextContent(type, written, length - written);
            needed = Math.addExact(needed, protection.recordLength(next));
            written += next;
        }
        out = Arrays.copyOf(out, needed);
    }
}
