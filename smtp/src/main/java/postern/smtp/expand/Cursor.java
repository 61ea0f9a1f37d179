package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// A position in a text that is being parsed, and the first thing found wrong with the text. Once something is,
/// the position is at the end and stays there.
final class Cursor {
    private final String text;
    private int at;
    private int depth;
    private @Nullable Broken broken;
    private HeaderEnd headerEnd = HeaderEnd.COLON;

    /// What ended the name of the last header.
    private enum HeaderEnd {
        COLON,
        OTHER
    }

    Cursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    @Nullable
    Broken broken() {
        return broken;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// The next octet, NUL at the end.
    char peek() {
        return atEnd() ? 0 : text.charAt(at);
    }

    char next() {
        return text.charAt(at++);
    }

    boolean take(char c) {
        if (atEnd() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    boolean take(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    boolean enter() {
        return ++depth <= Limits.MAX_DEPTH;
    }

    void leave() {
        depth--;
    }

    void skipBlanks() {
        while (!atEnd() && AsciiText.isBlank(text.charAt(at))) {
            at++;
        }
    }

    boolean atLetter() {
        return AsciiText.isLetter(peek());
    }

    boolean atDigit() {
        return AsciiText.isDigit(peek());
    }

    String digits() {
        int start = at;
        while (atDigit()) {
            at++;
        }
        return text.substring(start, at);
    }

    /// Letters, digits, underscores, and those `others`.
    String name(int longest, String others) {
        int start = at;
        while (!atEnd() && at - start < longest && isOfName(text.charAt(at), others)) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isOfName(char c, String others) {
        return AsciiText.isLetter(c) || AsciiText.isDigit(c) || c == '_' || others.indexOf(c) >= 0;
    }

    /// What remains of a header's name: everything printable up to a colon, which is consumed, or a blank.
    String headerName() {
        int start = at;
        while (!atEnd() && text.charAt(at) > ' ' && text.charAt(at) < 0x7f && text.charAt(at) != ':') {
            at++;
        }
        var name = text.substring(start, at);
        headerEnd = take(':') ? HeaderEnd.COLON : HeaderEnd.OTHER;
        return name;
    }

    /// Advice for a missing brace: the last header's name may have swallowed it.
    String headerAdvice() {
        return headerEnd == HeaderEnd.COLON ? "" : " - could be header name not terminated by colon";
    }

    /// Everything up to a word, which is consumed, or to the end.
    String upTo(String word) {
        int end = text.indexOf(word, at);
        var result = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + word.length();
        return result;
    }

    /// Everything up to one of some octets, or to the end.
    String upToAnyOf(String octets, int longest) {
        int start = at;
        while (!atEnd() && at - start < longest && octets.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /// The octet that an escape sequence means; the backslash is behind us.
    char escape() {
        var escape = Escapes.read(text, at);
        at = escape.end();
        return escape.octet();
    }

    String rest() {
        return text.substring(at);
    }

    /// Notes what is wrong, unless something is already, and ends the reading.
    Broken fail(String message) {
        return failAt(at, message, "");
    }

    Broken fail(String message, String advice) {
        return failAt(at, message, advice);
    }

    Broken failAt(int where, String message, String advice) {
        if (broken == null) {
            broken = new Broken(message, where, advice);
        }
        at = text.length();
        return broken;
    }
}
