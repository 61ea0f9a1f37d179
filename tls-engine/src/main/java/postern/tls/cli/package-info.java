/// The tools `s-server` and `s-client`, without their command line: TLS alone, for trying peers and for testing.
///
/// Reading order:
///
/// 1. [postern.tls.cli.BareServer]: accepts connections, one virtual thread each, and gives each to a
///    [postern.tls.cli.ServerMode].
/// 2. [postern.tls.cli.HttpMode], [postern.tls.cli.EchoMode], [postern.tls.cli.ReverseMode]: what is said inside.
/// 3. [postern.tls.cli.BareClient]: connects, and joins the connection to two streams.
/// 4. [postern.tls.cli.Names]: lists of suites, groups, schemes and versions, as people write them.
/// 5. [postern.tls.cli.SessionText]: a session in words.
///
/// What stands between the command line's options and these classes is in `postern.smtp.cli`, beside the other
/// subcommands.
@NullMarked
package postern.tls.cli;

import org.jspecify.annotations.NullMarked;
