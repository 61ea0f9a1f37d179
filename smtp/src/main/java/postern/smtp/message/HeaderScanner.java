package postern.smtp.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import postern.smtp.wire.OctetSink;

/// Reads along while a message's text streams by, and keeps its header and a few facts of it: Message-ID and
/// Subject, which log lines repeat, and how many servers it has passed, which betrays a loop (RFC 5321 §6.3).
/// It stops at the empty line.
///
/// Confined to the connection's thread; serves one message.
public final class HeaderScanner implements OctetSink {
    /// Conditions look at the header, so it is kept, but no more of it than 64 KiB: it is the client's to make
    /// long.
    private static final int MAX_HEADER = 64 * 1024;

    /// Of a longer field only so much is looked at: a header is no place to make us keep things.
    private static final int MAX_FIELD = 1024;

    private final byte[] field = new byte[MAX_FIELD];
    private int length;
    private boolean lineStart = true;
    private boolean inBody;
    private int received;
    private Optional<String> messageId = Optional.empty();
    private Optional<String> subject = Optional.empty();
    private final StringBuilder header = new StringBuilder();

    /// A scanner before the first octet of a message.
    public HeaderScanner() {}

    @Override
    public void accept(byte[] buffer, int offset, int count) {
        for (int i = offset; i < offset + count && !inBody; i++) {
            take(buffer[i]);
        }
    }

    /// The text of the first Message-ID field without its angle brackets.
    public Optional<String> messageId() {
        return messageId;
    }

    /// The text of the first Subject field.
    public Optional<String> subject() {
        return subject;
    }

    /// The header as it came, or its beginning if it is very long; each octet is a character.
    public String header() {
        return header.toString();
    }

    /// The number of Received fields.
    public int received() {
        return received;
    }

    /// A field ends where a line begins with anything but white space (RFC 5322 §2.2.3).
    private void take(byte octet) {
        if (lineStart && octet != ' ' && octet != '\t') {
            finishField();
        }
        if (lineStart && (octet == '\r' || octet == '\n')) {
            inBody = true;
            return;
        }
        lineStart = octet == '\n';
        if (octet != '\r' && header.length() < MAX_HEADER) {
            header.append((char) (octet & 0xff));
        }
        if (octet != '\r' && octet != '\n' && length < MAX_FIELD) {
            field[length++] = octet;
        }
    }

    private void finishField() {
        var text = new String(field, 0, length, StandardCharsets.ISO_8859_1);
        length = 0;
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        switch (text.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
            case "received" -> received++;
            case "message-id" -> messageId = messageId.or(() -> Optional.of(bare(text.substring(colon + 1))));
            case "subject" ->
                subject = subject.or(() -> Optional.of(text.substring(colon + 1).strip()));
            default -> {}
        }
    }

    private static String bare(String value) {
        var text = value.strip();
        return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    }
}
