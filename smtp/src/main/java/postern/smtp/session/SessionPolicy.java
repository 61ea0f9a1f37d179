package postern.smtp.session;

import java.util.Set;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.Verdict;
import postern.smtp.message.Arrival;

/// What a server offers to one client, and what it lets it do.
///
/// Confined to the connection's thread.
public interface SessionPolicy {
    /// How the server calls itself.
    String hostName();

    /// How much the client may ask for.
    SessionLimits limits();

    /// What is offered to a client that says EHLO. STARTTLS among it counts only in clear.
    Set<ServiceExtension> extensions(Arrival arrival);

    /// Whether the client may do what it asks. Writes what the logs have to tell about it.
    Verdict decide(AclHook hook, Occasion occasion);

    /// The transaction is over: what was said in it is forgotten.
    void transactionEnded();
}
