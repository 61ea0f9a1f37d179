/// The client's side of SMTP: how a message leaves.
///
/// Reading order:
/// 1. [postern.smtp.transport.Delivery]: what is to be delivered, and [postern.smtp.transport.TlsUse], how much TLS
///    it must have.
/// 2. [postern.smtp.transport.SmtpClient]: the conversation as a machine without sockets. Replies go in,
///    [postern.smtp.transport.Action]s come out; its [postern.smtp.transport.ClientPhase] is a type, so that
///    "MAIL before EHLO" cannot be written.
/// 3. [postern.smtp.transport.Outcome]: who got it, who did not, and in the server's words why.
/// 4. [postern.smtp.transport.SmtpConnection]: the driver, which owns the socket and does what the machine says;
///    [postern.smtp.io.TlsUpgrade] is its door to TLS.
///
/// Why a machine: what to do after a 454 to STARTTLS, and what never to do after it, is policy that one wants to read
/// and test without a network (RFC 3207 §4, requirements 66 to 68 of the Exim chapter). "In clear" is decided in
/// exactly two places, both in [postern.smtp.transport.SmtpClient].
@NullMarked
package postern.smtp.transport;

import org.jspecify.annotations.NullMarked;
