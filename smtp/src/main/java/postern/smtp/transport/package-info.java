/// How a message leaves: to other servers, or into files.
///
/// 1. [postern.smtp.transport.Transport]: a [postern.smtp.transport.Parcel] goes in, a
///    [postern.smtp.transport.Fate] for each recipient comes out. [postern.smtp.transport.Appendfile] writes
///    Maildirs and mbox files.
/// 2. [postern.smtp.transport.SmtpClient]: the client's side of SMTP as a machine without sockets. Replies go in,
///    [postern.smtp.transport.Action]s come out; its [postern.smtp.transport.ClientPhase] is a type, so that
///    "MAIL before EHLO" cannot be written. [postern.smtp.transport.ClientRules] say how it behaves,
///    [postern.smtp.transport.TlsUse] how much TLS there must be.
/// 3. [postern.smtp.transport.SmtpLink]: the driver, which owns the socket and does what the machine says;
///    [postern.smtp.io.TlsUpgrade] is its door to TLS. [postern.smtp.transport.SmtpConnection] is the simple
///    way to use it, for one message.
/// 4. [postern.smtp.transport.SmtpTransport]: one host after the other, several messages over one connection
///    ([postern.smtp.transport.ConnectionPool]), not too many at a time ([postern.smtp.transport.HostGate]).
/// 5. [postern.smtp.transport.TlsOptions] and [postern.smtp.transport.HostTls]: whom to trust, who we are;
///    [postern.smtp.transport.TlsDecision] says afterwards why a message left as it did.
///
/// Why a machine: what to do after a 454 to STARTTLS, and what never to do after it, is policy that one wants
/// to read and test without a network (RFC 3207 §4, requirements 66 to 68 of the Exim chapter). "In clear" is
/// decided in the rules and in [postern.smtp.transport.SmtpClient], nowhere else.
@NullMarked
package postern.smtp.transport;

import org.jspecify.annotations.NullMarked;
