package postern.smtp.server;

import java.util.Optional;
import postern.smtp.io.TlsUpgrade;

/// How a server is made.
///
/// @param hostName how it calls itself
/// @param tls what STARTTLS and TLS on connect do; without it there is neither
public record ServerSetup(String hostName, ServerLimits limits, Services services, Optional<TlsUpgrade> tls) {}
