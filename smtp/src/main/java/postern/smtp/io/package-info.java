/// The TCP connection under an SMTP session, on either side of it.
///
/// 1. [postern.smtp.io.Connection]: octets in, octets out, in clear or under TLS, with every wait bounded by
///    [postern.smtp.io.TimeLimits].
/// 2. [postern.smtp.io.TlsUpgrade] and [postern.smtp.io.TlsLayer]: all that SMTP has to know about TLS.
///    `HelloName` reads which server a client asks for before the handshake begins, since the configuration may
///    choose by it; [postern.smtp.io.ReplayedSocket] lets TLS read the same octets again.
/// 3. [postern.smtp.io.StreamSocket]: standard input and output in place of a connection.
@NullMarked
package postern.smtp.io;

import org.jspecify.annotations.NullMarked;
