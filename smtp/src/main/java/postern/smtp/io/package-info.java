/// The TCP connection under an SMTP session, on either side of it.
///
/// 1. [postern.smtp.io.Connection]: octets in, octets out, in clear or under TLS, with every wait bounded by
///    [postern.smtp.io.TimeLimits].
/// 2. [postern.smtp.io.TlsUpgrade] and [postern.smtp.io.TlsLayer]: all that SMTP has to know about TLS.
@NullMarked
package postern.smtp.io;

import org.jspecify.annotations.NullMarked;
