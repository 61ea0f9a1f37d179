/// A server as a configuration describes it.
///
/// Reading order:
/// 1. [postern.smtp.daemon.Daemon]: from a configuration to a [postern.smtp.server.ServerSetup] and the addresses
///    where it listens ([postern.smtp.daemon.Listeners]).
/// 2. `ConfiguredPolicy`: one connection. At each step it asks the access control lists and tells the logs.
///    `SessionVariables` is what expansions see of the connection, `SessionSituation` what lists may bring about.
/// 3. `ServerTls`: the TLS options, expanded for one client, become a [postern.tls.TlsConfig]:
///    `ServerCertificates`, `ServerAgreement`, `ClientCertificates`, `Staples`.
/// 4. [postern.smtp.daemon.ConfigurationCheck]: what `-bV` finds wrong before anybody connects, and what
///    differs from Exim.
@NullMarked
package postern.smtp.daemon;

import org.jspecify.annotations.NullMarked;
