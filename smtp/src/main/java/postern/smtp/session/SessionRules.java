package postern.smtp.session;

import java.util.EnumSet;
import java.util.Set;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.Verdict;
import postern.smtp.message.Arrival;

/// What a server without a configuration offers: the same to everybody, and everything is accepted.
///
/// @param hostName how the server calls itself
public record SessionRules(String hostName, SessionLimits limits, StartTls startTls) implements SessionPolicy {
    /// Whether STARTTLS is offered while the connection is in clear.
    public enum StartTls {
        /// It is advertised and accepted.
        OFFERED,
        /// It is refused.
        REFUSED
    }

    @Override
    public Set<ServiceExtension> extensions(Arrival arrival) {
        var all = EnumSet.allOf(ServiceExtension.class);
        if (startTls == StartTls.REFUSED) {
            all.remove(ServiceExtension.STARTTLS);
        }
        return all;
    }

    @Override
    public Verdict decide(AclHook hook, Occasion occasion) {
        return Verdict.ACCEPTED;
    }

    @Override
    public void transactionEnded() {
        // Nothing was remembered.
    }
}
