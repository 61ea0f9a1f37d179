package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A mail address as headers write it (RFC 5322 §3.4): comments, a display name, a route before it. More is
/// accepted than the RFC allows, as Exim does: dots anywhere in a local part.
///
/// @param localPart as it was written, quotes included
/// @param domain without comments; empty for a bare local part
public record MailAddress(String localPart, String domain) {
    /// Comments within comments; RFC 5322 sets no bound, the stack does not matter here, but nobody means so many.
    private static final int MAX_COMMENTS = 20;

    @Override
    public String toString() {
        return domain.isEmpty() ? localPart : localPart + "@" + domain;
    }

    /// Reads exactly one address.
    public static Optional<MailAddress> parse(String text) {
        return new Reader(text).whole();
    }

    /// Reads a list of addresses, groups included, and leaves out what is none.
    public static List<MailAddress> all(String text) {
        var addresses = new ArrayList<MailAddress>();
        for (var piece : new Reader(text).pieces()) {
            parse(piece).ifPresent(addresses::add);
        }
        return addresses;
    }

    /// A position in a text.
    private static final class Reader {
        /// Between the words of a display name; not an octet.
        private static final char BOUNDARY = '\u0100';

        private static final String SPECIALS = "()<>@,;:\\\"[]";

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Optional<MailAddress> whole() {
            skipComments();
            var words = words();
            if (!words.isEmpty() || peek() == '<') {
                var address = peek() == '<' ? angled() : bare(words);
                skipComments();
                return at == text.length() ? address : Optional.empty();
            }
            return Optional.empty();
        }

        private Optional<MailAddress> bare(String words) {
            if (words.isEmpty() || words.indexOf(BOUNDARY) >= 0) {
                return Optional.empty();
            }
            return domainOf(words);
        }

        /// `<@route,@route:local@domain>`
        private Optional<MailAddress> angled() {
            at++;
            skipComments();
            if (peek() == '@' && !skipRoute()) {
                return Optional.empty();
            }
            var local = words();
            if (local.isEmpty() || local.indexOf(BOUNDARY) >= 0) {
                return Optional.empty();
            }
            var address = domainOf(local);
            skipComments();
            if (peek() != '>') {
                return Optional.empty();
            }
            at++;
            return address;
        }

        private boolean skipRoute() {
            while (peek() == '@') {
                at++;
                if (domain().isEmpty()) {
                    return false;
                }
                skipComments();
                if (peek() == ',') {
                    at++;
                    skipComments();
                }
            }
            boolean ended = peek() == ':';
            at += ended ? 1 : 0;
            skipComments();
            return ended;
        }

        private Optional<MailAddress> domainOf(String local) {
            if (peek() != '@') {
                return Optional.of(new MailAddress(local, ""));
            }
            at++;
            var domain = domain();
            return domain.isEmpty() ? Optional.empty() : Optional.of(new MailAddress(local, domain));
        }

        /// Words, with [#BOUNDARY] between those that no dot joins. Quoted ones keep their quotes.
        private String words() {
            var out = new StringBuilder();
            boolean joined = true;
            while (isOfWord(peek()) || peek() == '"' || peek() == '\\') {
                int start = at;
                var word = peek() == '"' ? quoted() : atom();
                if (word.isEmpty()) {
                    return "";
                }
                out.append(joined || word.startsWith(".") ? "" : String.valueOf(BOUNDARY))
                        .append(word);
                skipComments();
                joined = word.endsWith(".");
                if (start == at) {
                    return "";
                }
            }
            return out.toString();
        }

        /// Octets of a word, or any octet after a backslash.
        private String atom() {
            int start = at;
            while (isOfWord(peek()) || peek() == '\\') {
                at += peek() == '\\' && at + 1 < text.length() ? 2 : 1;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            int start = at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= text.length()) {
                return "";
            }
            at++;
            return text.substring(start, at);
        }

        /// Labels and the dots between them, or an address in brackets; empty if malformed.
        private String domain() {
            skipComments();
            if (peek() == '[') {
                int end = text.indexOf(']', at);
                boolean nested = text.indexOf('[', at + 1) >= 0 && text.indexOf('[', at + 1) < end;
                var literal = end < 0 || nested ? "" : text.substring(at, end + 1);
                boolean printable = literal.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
                literal = printable ? literal : "";
                at = end < 0 ? at : end + 1;
                return literal;
            }
            var out = new StringBuilder();
            while (true) {
                int start = at;
                while (isOfDomain(peek()) && (at > start || peek() != '-')) {
                    at++;
                }
                if (start == at) {
                    return "";
                }
                out.append(text, start, at);
                skipComments();
                if (peek() != '.') {
                    return out.toString();
                }
                at++;
                out.append('.');
                skipComments();
            }
        }

        private void skipComments() {
            while (at < text.length()) {
                if (AsciiText.isBlank(text.charAt(at))) {
                    at++;
                } else if (text.charAt(at) != '(' || !skipComment()) {
                    return;
                }
            }
        }

        /// A comment that does not end goes to the end of the text.
        private boolean skipComment() {
            int depth = 0;
            int i = at;
            for (; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '(' && ++depth > MAX_COMMENTS) {
                    return false;
                } else if (c == ')' && --depth == 0) {
                    break;
                }
            }
            at = Math.min(i + 1, text.length());
            return true;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private static boolean isOfWord(char c) {
            return c > ' ' && c != 0x7f && SPECIALS.indexOf(c) < 0;
        }

        private static boolean isOfDomain(char c) {
            return AsciiText.isWord(c) || c == '-' || c >= 0x80;
        }

        /// What stands between the commas, and between the colon and the semicolon of groups.
        List<String> pieces() {
            var pieces = new ArrayList<String>();
            int start = 0;
            boolean angle = false;
            boolean group = false;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"' && !quoted().isEmpty() || c == '(' && skipComment()) {
                    continue;
                }
                angle = c == '<' || angle && c != '>';
                if (!angle && (c == ',' || c == ';' && group)) {
                    pieces.add(text.substring(start, at));
                    start = at + 1;
                    group = group && c == ',';
                } else if (!angle
                        && !group
                        && c == ':'
                        && text.substring(start, at).indexOf('@') < 0) {
                    start = at + 1;
                    group = true;
                }
                at++;
            }
            pieces.add(text.substring(start));
            return pieces;
        }
    }
}
