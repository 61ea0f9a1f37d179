package postern.smtp.server;

import postern.smtp.io.TimeLimits;
import postern.smtp.session.SessionLimits;

/// Everything that bounds what strangers can make this server do.
///
/// @param line the longest command line, in octets without CR LF
/// @param connections at the same time
public record ServerLimits(SessionLimits session, TimeLimits time, int line, int connections) {
    /// A line costs its length in memory before anybody knows what it is: 4096 octets, eight times what RFC 5321
    /// §4.5.3.1.4 asks for, since extensions lengthen it.
    /// A connection costs a thread and its buffers, some 200 KiB with TLS: 2000.
    public static final ServerLimits STANDARD =
            new ServerLimits(SessionLimits.STANDARD, TimeLimits.STANDARD, 4096, 2000);

    /// These limits with others for the session.
    public ServerLimits withSession(SessionLimits other) {
        return new ServerLimits(other, time, line, connections);
    }

    /// These limits with other times.
    public ServerLimits withTime(TimeLimits other) {
        return new ServerLimits(session, other, line, connections);
    }

    /// These limits with another number of connections.
    public ServerLimits withConnections(int number) {
        return new ServerLimits(session, time, line, number);
    }
}
