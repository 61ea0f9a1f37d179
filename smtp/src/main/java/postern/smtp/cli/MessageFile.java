package postern.smtp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import postern.smtp.transport.Delivery;
import postern.smtp.transport.MessageText;

/// The message that `send` sends: a file, or standard input, which is kept in a temporary file, because a delivery
/// may have to begin again.
final class MessageFile implements MessageText, AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final boolean temporary;

    private MessageFile(Path file, boolean temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    /// A file of the user's.
    static MessageFile of(Path file) {
        return new MessageFile(file, false);
    }

    /// Everything that comes from a stream.
    static MessageFile copyOf(InputStream in) throws IOException {
        var copy = Files.createTempFile("postern-send-", ".eml");
        try (var out = Files.newOutputStream(copy)) {
            in.transferTo(out);
        }
        return new MessageFile(copy, true);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    /// Its size with the line ends of the wire but without doubled dots (RFC 1870 §5), and whether it has octets
    /// above 127.
    Delivery.Content content() throws IOException {
        var count = new Count();
        var buffer = new byte[BUFFER];
        try (var in = open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count.add(buffer, n);
            }
        }
        return count.content();
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }

    private static final class Count {
        private long octets;
        private int last = '\n';
        private Delivery.Body body = Delivery.Body.SEVEN_BIT;

        void add(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                int octet = buffer[i];
                if (octet < 0) {
                    body = Delivery.Body.EIGHT_BIT;
                }
                if (octet == '\r' || (octet == '\n' && last != '\r')) {
                    octets += 2;
                } else if (octet != '\n') {
                    octets++;
                }
                last = octet;
            }
        }

        Delivery.Content content() {
            boolean lineEnded = last == '\n' || last == '\r';
            return new Delivery.Content(lineEnded ? octets : octets + 2, body);
        }
    }
}
