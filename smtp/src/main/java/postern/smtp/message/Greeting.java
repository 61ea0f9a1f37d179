package postern.smtp.message;

/// How a client introduced itself.
///
/// @param name the domain or address literal it gave, checked for its grammar only
public record Greeting(Kind kind, String name) {
    /// HELO or EHLO.
    public enum Kind {
        /// RFC 821: no extensions.
        HELO,
        /// With extensions.
        EHLO
    }
}
