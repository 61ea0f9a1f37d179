package postern.smtp.expand;

/// The `name=value` pairs of a text, one after the other. Blanks may surround the equals sign; a value in
/// quotes may hold blanks and escapes.
final class Pairs {
    private final String text;
    private int at;
    private String name = "";
    private String value = "";

    Pairs(String text) {
        this.text = text;
        skipBlanks();
    }

    /// Moves to the next pair; false if there is none.
    boolean next() {
        if (at >= text.length()) {
            return false;
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !AsciiText.isBlank(text.charAt(at))) {
            at++;
        }
        name = text.substring(start, at);
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            skipBlanks();
        }
        value = word();
        skipBlanks();
        return true;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    private String word() {
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            return quoted();
        }
        int start = at;
        while (at < text.length() && !AsciiText.isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                var escape = Escapes.read(text, at);
                out.append(escape.octet());
                at = escape.end();
            } else {
                out.append(c);
            }
        }
        at = Math.min(at + 1, text.length());
        return out.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && AsciiText.isBlank(text.charAt(at))) {
            at++;
        }
    }
}
