package postern.crypto.asn1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;

/// Finds the blocks of a PEM text (RFC 7468) without looking at their digits: text around blocks is passed over,
/// lines end with LF or CRLF, and spaces at the end of a line do not count.
final class PemScanner {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final byte[] text;
    private int at;

    /// One block: its label, its RFC 1421 headers if it is of that age, and where its digits stand.
    record Block(String label, List<String> headers, int from, int to) {}

    PemScanner(byte[] text) {
        this.text = text;
    }

    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        while (at < text.length) {
            int start = at;
            int end = takeLine();
            if (startsWith(start, end, BEGIN)) {
                blocks.add(block(label(start, end, BEGIN)));
            }
        }
        return blocks;
    }

    private Block block(String label) {
        int begin = at;
        var headers = headers();
        int from = at;
        while (at < text.length) {
            int start = at;
            int end = takeLine();
            if (startsWith(start, end, END)) {
                if (!label(start, end, END).equals(label)) {
                    throw new DerException("PEM: END does not name the '" + label + "' that began", start);
                }
                return new Block(label, headers, from, start);
            }
            if (startsWith(start, end, BEGIN)) {
                break;
            }
        }
        throw new DerException("PEM: 'BEGIN " + label + "' without its END, after the line", begin);
    }

    /// Lines `Name: value` and their continuations, up to an empty line (RFC 1421 §4.4).
    private List<String> headers() {
        var headers = new ArrayList<String>();
        int start = at;
        int end = takeLine();
        while (contains(start, end, ':')) {
            headers.add(string(start, end));
            start = at;
            end = takeLine();
        }
        if (headers.isEmpty() || end > start) {
            at = start;
        }
        return List.copyOf(headers);
    }

    /// Moves past a line; returns its end, without the spaces before the line break.
    private int takeLine() {
        int end = at;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        int start = at;
        at = Math.min(end + 1, text.length);
        while (end > start && (text[end - 1] == '\r' || text[end - 1] == ' ' || text[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    private String label(int start, int end, String boundary) {
        var line = string(start, end);
        if (!line.endsWith(DASHES) || line.length() < boundary.length() + DASHES.length()) {
            throw new DerException("PEM: a boundary does not end with five dashes", start);
        }
        return line.substring(boundary.length(), line.length() - DASHES.length());
    }

    /// Compares octet by octet: a line of digits is not to become a string.
    private boolean startsWith(int start, int end, String prefix) {
        if (end - start < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(int start, int end, char c) {
        for (int i = start; i < end; i++) {
            if (text[i] == c) {
                return true;
            }
        }
        return false;
    }

    private String string(int start, int end) {
        return Bytes.copyOf(text, start, end - start).toText(StandardCharsets.ISO_8859_1);
    }
}
