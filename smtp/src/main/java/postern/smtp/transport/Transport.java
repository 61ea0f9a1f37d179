package postern.smtp.transport;

import java.util.List;
import postern.smtp.route.MailHost;

/// Brings messages to where routers say they go.
///
/// Shared by all threads.
public interface Transport {
    /// As configured.
    String name();

    /// Delivers, and says for each recipient how that went.
    ///
    /// @param hosts to try in this order; none for a transport that needs none
    /// @param insistence whether hosts are tried that failed a short time ago
    List<Fate> deliver(Parcel parcel, List<MailHost> hosts, Insistence insistence);

    /// Whether retry times count.
    enum Insistence {
        /// Only what is due.
        WHEN_DUE,
        /// Everything.
        NOW
    }
}
