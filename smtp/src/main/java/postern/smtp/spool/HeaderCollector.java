package postern.smtp.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes a message's header apart while it streams by, and passes on the rest. The header ends at an empty
/// line, which belongs to neither, or before the first line that cannot belong to a header (RFC 5322 §2.2).
///
/// Confined to one thread; serves one message.
final class HeaderCollector {
    /// A header is held in memory, once for each connection: 1 MiB, as in Exim (`header_maxsize`).
    static final int MAX_HEADER = 1 << 20;

    /// `field-name ":"` (RFC 5322 §3.6.8), and the blanks before the colon of §4.5.8.
    private static final Pattern FIELD = Pattern.compile("(?s)[!-9;-~]+[ \t]*:.*");

    private final UnixLines.Sink body;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder field = new StringBuilder();
    private final List<HeaderField> fields = new ArrayList<>();
    private int size;
    private boolean inBody;

    HeaderCollector(UnixLines.Sink body) {
        this.body = body;
    }

    /// Adds a piece of the message, whose lines end with LF.
    ///
    /// @throws HeaderTooLongException if the header has more than 1 MiB
    void write(byte[] octets, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end && !inBody) {
            byte octet = octets[at++];
            line.write(octet);
            if (++size > MAX_HEADER) {
                throw new HeaderTooLongException(MAX_HEADER);
            }
            if (octet == '\n') {
                endLine();
            }
        }
        if (at < end) {
            body.write(octets, at, end - at);
        }
    }

    /// The message has ended.
    ///
    /// @return its header
    List<HeaderField> finish() throws IOException {
        if (!inBody && line.size() > 0) {
            line.write('\n');
            endLine();
        }
        endField();
        return fields;
    }

    private void endLine() throws IOException {
        var text = line.toString(StandardCharsets.ISO_8859_1);
        boolean continues = (text.startsWith(" ") || text.startsWith("\t")) && !field.isEmpty();
        if (continues && !text.isBlank()) {
            field.append(text);
        } else if (FIELD.matcher(text).matches()) {
            endField();
            field.append(text);
        } else {
            inBody = true;
            if (!text.equals("\n")) {
                body.write(line.toByteArray(), 0, line.size());
            }
        }
        line.reset();
    }

    private void endField() {
        if (!field.isEmpty()) {
            fields.add(HeaderField.of(field.toString()));
            field.setLength(0);
        }
    }
}
