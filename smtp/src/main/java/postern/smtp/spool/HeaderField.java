package postern.smtp.spool;

import java.util.Locale;

/// A field of a message's header, as the spool keeps it.
///
/// @param kind one letter that says which field it is, as in Exim's spool: `P` for Received, `I` for
///     Message-ID, `F` From, `T` To, `C` Cc, `B` Bcc, `R` Reply-To, `S` Sender, blank for any other; `*` for
///     one that is not sent on
/// @param text with its name, its lines ended by LF, each octet a character (ISO 8859-1), since a header may
///     hold any
public record HeaderField(char kind, String text) {
    /// The field that no longer counts.
    public static final char DELETED = '*';

    /// A field whose kind follows from its name.
    public static HeaderField of(String text) {
        return new HeaderField(kindOf(text), text);
    }

    /// What stands before the colon.
    public String name() {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon).strip();
    }

    private static char kindOf(String text) {
        int colon = text.indexOf(':');
        var name = colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "received" -> 'P';
            case "message-id" -> 'I';
            case "from" -> 'F';
            case "to" -> 'T';
            case "cc" -> 'C';
            case "bcc" -> 'B';
            case "reply-to" -> 'R';
            case "sender" -> 'S';
            default -> ' ';
        };
    }
}
