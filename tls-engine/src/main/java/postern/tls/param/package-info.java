/// The registries of TLS: what the code points on the wire mean, for all that have a name that people use.
///
/// Reading order:
///
/// 1. [postern.tls.param.ProtocolVersion], [postern.tls.param.Role]: which TLS, which side.
/// 2. [postern.tls.param.CipherSuite] with its columns [postern.tls.param.Kx], [postern.tls.param.Auth],
///    [postern.tls.param.Bulk] and [postern.tls.param.Mac]. Names in the spelling of IANA, OpenSSL and GnuTLS are
///    derived from the columns.
/// 3. [postern.tls.param.NamedGroup] and [postern.tls.param.SignatureScheme].
/// 4. [postern.tls.param.Implemented]: which suites, groups and schemes the engine can do. The registries have
///    more rows, because a log or a policy string may name what nobody should speak.
/// 5. [postern.tls.param.HandshakeType] and [postern.tls.param.ExtensionType]: which messages there are, how long
///    each may be, and which extension may stand in which message.
///
/// A code point that is not listed here stays an `int`: peers send values from tomorrow's registries, and values
/// that mean nothing on purpose (GREASE, RFC 8701), and both must pass through unharmed.
@NullMarked
package postern.tls.param;

import org.jspecify.annotations.NullMarked;
