package postern.smtp.session;

/// How many commands a client may send.
///
/// @param total on one connection
/// @param idle without bringing a message: HELO, EHLO, RSET, NOOP, HELP, VRFY, EXPN, STARTTLS since the last one
/// @param errors answered with a syntax or sequence error
public record CommandLimits(int total, int idle, int errors) {
    /// Commands that never end keep a connection, and one of our threads, for ever: 100 000 in all.
    /// Commands that do no work are the cheapest way to do so: 100 of them.
    /// Errors come from programs that guess, or that speak another protocol: 20.
    public static final CommandLimits STANDARD = new CommandLimits(100_000, 100, 20);
}
