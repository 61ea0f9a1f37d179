package postern.smtp.io;

import java.time.Duration;

/// How long we wait for the other side.
///
/// @param command for a whole command or reply line, for a TLS handshake, and for the peer to take what we sent
/// @param data for the next piece of a message
/// @param session for everything on one connection
public record TimeLimits(Duration command, Duration data, Duration session) {
    /// RFC 5321 §4.5.3.2 asks for five minutes per command and three per piece of data. A peer that sends an
    /// octet now and then to keep a connection for ever ("slow loris") meets the limit for the whole line, and
    /// after two hours that for the session.
    public static final TimeLimits STANDARD =
            new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(2));
}
