package postern.smtp.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import postern.crypto.bytes.Bytes;

/// A server's answer: a code of three digits and one or more lines of text (RFC 5321 §4.2).
///
/// @param code from 200 to 599
/// @param lines without code and line end; at least one, which may be empty
public record Reply(int code, List<String> lines) {
    /// Refuses what would not be one reply on the wire: text from a peer must not be able to forge a second one.
    ///
    /// @throws IllegalArgumentException if the code is out of range, there is no line, or one has a control
    /// character
    public Reply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("reply code " + code + " is not between 200 and 599");
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
        if (lines.stream().anyMatch(line -> line.chars().anyMatch(c -> c < ' ' || c == 0x7f))) {
            throw new IllegalArgumentException("control character in a reply line");
        }
        lines = List.copyOf(lines);
    }

    /// A reply of the given lines.
    public static Reply of(int code, String... lines) {
        return new Reply(code, List.of(lines));
    }

    /// 2xx: done.
    public boolean isPositive() {
        return code < 300;
    }

    /// 3xx: go on.
    public boolean isIntermediate() {
        return code >= 300 && code < 400;
    }

    /// 4xx: the same may work later.
    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    /// 5xx: the same will not work.
    public boolean isPermanent() {
        return code >= 500;
    }

    /// The lines of the wire: `250-first`, `250 last`, each with CR LF.
    public Bytes encode() {
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(code)
                    .append(i == lines.size() - 1 ? ' ' : '-')
                    .append(lines.get(i))
                    .append("\r\n");
        }
        return Bytes.adopt(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The reply in one line, for people: `250 first / last`.
    @Override
    public String toString() {
        return code + " " + String.join(" / ", lines);
    }
}
