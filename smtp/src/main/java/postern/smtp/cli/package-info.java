/// The command line: one class a subcommand. A command turns words into configured objects of the other
/// packages and what they answer into words; whatever could be wanted without a command line does not belong here.
///
/// Reading order:
/// 1. [postern.smtp.cli.Main]: finds the subcommand; every outcome becomes an exit status in one place.
///    [postern.smtp.cli.CommandException] is "no", with the reason; `NotYet` names options of later versions.
/// 2. `ServeCommand`: the SMTP server for a newcomer, with its `DataDirectory` and `ServerCredential`.
/// 3. `SendCommand`: the SMTP client.
/// 4. `SServerCommand` and `SClientCommand`: TLS alone. `HandshakeOptions` and `ServerTrustOptions` are the
///    options that they and `send` share.
/// 5. `X509Command`, `VerifyCommand`, `CertCommand`: certificates; `OcspCommand`: proofs that they are not
///    revoked; `DhParamCommand`: Diffie-Hellman groups.
/// 6. `EximCommandLine` with `EximArguments`: the command line in Exim's spelling. `DaemonCommand` serves (`-bd`),
///    `StreamSession` plays a session (`-bs`, `-bh`), `PrintOptions` and `VersionAndCheck` look at a configuration
///    (`-bP`, `-bV`), `ExpandStrings` expands (`-be`).
/// 7. `QueueCommands`: the queue (`-bp`, `-q`, `-M…`), at the `QueuePlace` of `serve` or of a configuration;
///    `ServeQueue` and `DaemonQueue` are those queues at work. `RouteCommand` says where mail would go (`-bt`).
/// 8. `CiphersCommand` and `CiphersBatch`: what a policy string of OpenSSL or GnuTLS stands for.
@NullMarked
package postern.smtp.cli;

import org.jspecify.annotations.NullMarked;
