package postern.smtp.wire;

/// An address as MAIL and RCPT carry it, `Local-part "@" ( Domain / address-literal )` (RFC 5321 §4.1.2).
///
/// @param localPart as written, quotes included; its meaning, and whether its case matters, is the receiving host's
/// @param domain a domain name or an address literal in brackets, as written
public record Mailbox(String localPart, String domain) implements ReversePath, ForwardPath {
    /// RFC 5321 §4.5.3.1.1.
    private static final int MAX_LOCAL_PART = 64;

    /// RFC 5321 §4.5.3.1.2.
    private static final int MAX_DOMAIN = 255;

    /// RFC 1035 §2.3.4.
    private static final int MAX_LABEL = 63;

    /// The characters of `atext` that are no letters or digits (RFC 5322 §3.2.3).
    private static final String ATEXT_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    /// Takes the two parts if they follow the grammar.
    ///
    /// @throws IllegalArgumentException if they do not, saying where
    public Mailbox {
        if (localPart.length() > MAX_LOCAL_PART) {
            throw new IllegalArgumentException("local part longer than " + MAX_LOCAL_PART + " octets");
        }
        if (localPart.startsWith("\"")) {
            checkQuotedString(localPart);
        } else {
            checkDotString(localPart);
        }
        if (domain.startsWith("[")) {
            checkLiteral(domain);
        } else {
            checkDomain(domain);
        }
    }

    /// Reads an address without angle brackets.
    ///
    /// @throws IllegalArgumentException if it is none, saying why
    public static Mailbox parse(String text) {
        int at = endOfLocalPart(text);
        if (at == text.length()) {
            throw new IllegalArgumentException("address must contain a domain");
        }
        if (text.charAt(at) != '@') {
            throw new IllegalArgumentException("\"@\" expected after the local part");
        }
        return new Mailbox(text.substring(0, at), text.substring(at + 1));
    }

    /// Whether the text is a domain name by RFC 5321 §4.1.2 or an address literal by §4.1.3.
    public static boolean isDomainOrLiteral(String text) {
        try {
            if (text.startsWith("[")) {
                checkLiteral(text);
            } else {
                checkDomain(text);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// `local@domain`.
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }

    /// The index after the local part: a quoted string may contain `@`.
    private static int endOfLocalPart(String text) {
        if (!text.startsWith("\"")) {
            int at = text.indexOf('@');
            return at < 0 ? text.length() : at;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("quoted local part without closing quote");
    }

    /// `Dot-string = Atom *("." Atom)`.
    private static void checkDotString(String text) {
        for (var atom : text.split("\\.", -1)) {
            if (atom.isEmpty()) {
                throw new IllegalArgumentException("empty component in the local part");
            }
            if (!atom.chars().allMatch(c -> isLetterOrDigit(c) || ATEXT_SIGNS.indexOf(c) >= 0)) {
                throw new IllegalArgumentException("malformed local part");
            }
        }
    }

    /// `Quoted-string = DQUOTE *QcontentSMTP DQUOTE`, where a backslash may stand before any printing character.
    private static void checkQuotedString(String text) {
        int last = text.length() - 1;
        if (last == 0 || text.charAt(last) != '"') {
            throw new IllegalArgumentException("quoted local part without closing quote");
        }
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            }
            if (c < ' ' || c > '~' || c == '"' || i == last) {
                throw new IllegalArgumentException("malformed quoted local part");
            }
        }
    }

    /// `Domain = sub-domain *("." sub-domain)`. An underscore is let through within a label, where hosts named
    /// against the grammar have it: refusing their mail would protect nobody.
    private static void checkDomain(String text) {
        if (text.length() > MAX_DOMAIN) {
            throw new IllegalArgumentException("domain longer than " + MAX_DOMAIN + " octets");
        }
        for (var label : text.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")) {
                throw new IllegalArgumentException("malformed domain");
            }
            if (!label.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '_')) {
                throw new IllegalArgumentException("malformed domain");
            }
        }
    }

    /// `"[" ( IPv4 / IPv6 / General ) "]"` (RFC 5321 §4.1.3), checked for its characters only: nobody connects to
    /// it.
    private static void checkLiteral(String text) {
        var inside = text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
        if (inside.isEmpty()
                || text.length() > MAX_DOMAIN
                || !inside.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == ':' || c == '-')) {
            throw new IllegalArgumentException("malformed address literal");
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
