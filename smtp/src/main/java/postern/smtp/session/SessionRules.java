package postern.smtp.session;

/// What a server offers on a connection.
///
/// @param hostName how the server calls itself
public record SessionRules(String hostName, SessionLimits limits, StartTls startTls) {
    /// Whether STARTTLS is offered while the connection is in clear.
    public enum StartTls {
        /// It is advertised and accepted.
        OFFERED,
        /// It is refused.
        REFUSED
    }
}
