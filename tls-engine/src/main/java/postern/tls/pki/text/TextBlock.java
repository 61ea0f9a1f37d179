package postern.tls.pki.text;

import java.util.HexFormat;
import postern.crypto.bytes.Bytes;

/// Indented lines.
final class TextBlock {
    private final StringBuilder text = new StringBuilder();

    void line(int indent, String content) {
        text.append(" ".repeat(indent)).append(content).append('\n');
    }

    /// Octets with colons between, so many a line; a colon also ends each line but the last.
    void hex(int indent, int octetsALine, Bytes octets) {
        var colons = HexFormat.ofDelimiter(":");
        for (int at = 0; at < octets.length(); at += octetsALine) {
            int count = Math.min(octetsALine, octets.length() - at);
            var digits = colons.formatHex(octets.slice(at, count).toArray());
            line(indent, digits + (at + count < octets.length() ? ":" : ""));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
