package postern.smtp.io;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// Reads a ClientHello from the wire only as far as the server name in it (RFC 6066 §3), before TLS itself
/// begins: the configuration may choose certificates by it. What was read is kept, for TLS to read again.
///
/// Nothing is judged here: what is malformed gives no name, and TLS will say what is wrong with it.
final class HelloName {
    /// An alert record in clear: fatal (2), unrecognized_name (112, RFC 6066 §3).
    private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;

    /// RFC 9846 §5.1.
    private static final int MAX_RECORD = 1 << 14;

    /// A ClientHello with a post-quantum key share has some 2 KiB; a client that sends without end is not read on.
    private static final int MAX_HELLO = 1 << 16;

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private HelloName() {}

    /// What was read.
    ///
    /// @param name the server name, if there is one
    /// @param octets all that was read, to be read again
    record Hello(Optional<String> name, Bytes octets) {}

    /// The alert for a name that is not served.
    static byte[] unrecognized() {
        return UNRECOGNIZED_NAME.clone();
    }

    /// Reads the first message.
    static Hello read(InputStream in) throws IOException {
        var hello = new HelloName();
        hello.readMessage(new DataInputStream(in));
        return new Hello(hello.name(), Bytes.adopt(hello.read.toByteArray()));
    }

    private void readMessage(DataInputStream in) throws IOException {
        while (message.size() < needed() && message.size() < MAX_HELLO) {
            var header = in.readNBytes(RECORD_HEADER);
            read.write(header);
            if (header.length < RECORD_HEADER || header[0] != HANDSHAKE) {
                return;
            }
            int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
            if (length > MAX_RECORD) {
                return;
            }
            var fragment = in.readNBytes(length);
            read.write(fragment);
            message.write(fragment);
            if (fragment.length < length || length == 0) {
                return;
            }
        }
    }

    /// How long the message is, once its header is there.
    private int needed() {
        var octets = message.toByteArray();
        if (octets.length < HANDSHAKE_HEADER) {
            return HANDSHAKE_HEADER;
        }
        return HANDSHAKE_HEADER + ((octets[1] & 0xff) << 16 | (octets[2] & 0xff) << 8 | octets[3] & 0xff);
    }

    private Optional<String> name() {
        var in = ByteBuffer.wrap(message.toByteArray());
        try {
            if (in.get() != CLIENT_HELLO) {
                return Optional.empty();
            }
            in.position(HANDSHAKE_HEADER + 2 + 32); // legacy_version, random
            skip(in, in.get() & 0xff); // legacy_session_id
            skip(in, in.getShort() & 0xffff); // cipher_suites
            skip(in, in.get() & 0xff); // legacy_compression_methods
            in.getShort(); // the length of the extensions
            while (in.hasRemaining()) {
                int type = in.getShort() & 0xffff;
                int length = in.getShort() & 0xffff;
                if (type == SERVER_NAME) {
                    return hostName(in);
                }
                skip(in, length);
            }
            return Optional.empty();
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// `ServerNameList`: a name of type host_name (0) first, for there is no other type.
    private static Optional<String> hostName(ByteBuffer in) {
        in.getShort();
        if (in.get() != 0) {
            return Optional.empty();
        }
        var name = new byte[in.getShort() & 0xffff];
        in.get(name);
        return Optional.of(new String(name, StandardCharsets.ISO_8859_1));
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }
}
