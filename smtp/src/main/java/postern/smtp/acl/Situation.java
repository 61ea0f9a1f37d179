package postern.smtp.acl;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import postern.smtp.expand.Environment;
import postern.smtp.log.LogTarget;

/// The session in which a list is asked: what it may look at, and what it may bring about.
public interface Situation {
    /// The moment.
    AclHook hook();

    /// The variables, lists and lookups.
    Environment environment();

    /// What lists remember.
    AclVariables variables();

    /// Who watches.
    AclTrace trace();

    /// How fast clients have been.
    RateLimits rateLimits();

    /// Whether the name that the client gave is its own: its address leads to the name, or the name to its
    /// address.
    boolean isHeloVerified();

    /// The addresses of a name in the DNS; none if there is no such name.
    ///
    /// @throws java.io.UncheckedIOException if that cannot be said now
    List<InetAddress> addressesOf(String name);

    /// Writes a line to some of the logs.
    void log(Set<LogTarget> where, String words);

    /// Keeps the client waiting.
    void delay(Duration time);

    /// Adds a line to the message's header.
    void addHeader(String line);

    /// Changes how the session goes on.
    ///
    /// @throws IllegalArgumentException if that is not known, or not possible now
    void control(String what);

    /// Where rejections are written from now on.
    void rejectTo(Set<LogTarget> where);
}
