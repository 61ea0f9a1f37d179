package postern.smtp.server;

import java.util.Optional;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.session.SessionRules;

/// How a server is made.
///
/// @param hostName how it calls itself where nobody asks a policy
/// @param policies what it lets its clients do
/// @param tls whether there can be listeners for TLS on connect
public record ServerSetup(
        String hostName, ServerLimits limits, Services services, PolicySource policies, TlsSupport tls) {
    /// Whether TLS can be spoken.
    public enum TlsSupport {
        /// It can.
        THERE,
        /// There is no certificate.
        MISSING
    }

    /// A server that takes everything from everybody.
    ///
    /// @param tls what STARTTLS and TLS on connect do; without it there is neither
    public static ServerSetup open(String hostName, ServerLimits limits, Services services, Optional<TlsUpgrade> tls) {
        var offer = tls.isPresent() ? SessionRules.StartTls.OFFERED : SessionRules.StartTls.REFUSED;
        var rules = new SessionRules(hostName, limits.session(), offer);
        var support = tls.isPresent() ? TlsSupport.THERE : TlsSupport.MISSING;
        return new ServerSetup(
                hostName, limits, services, (_, _) -> new OpenPolicy(rules, services.clock(), tls), support);
    }
}
