/// An SMTP session without its connection: commands in, actions out. No socket, no thread, no clock; what a client
/// can bring about is decided here and can be tested by handing over commands.
///
/// Reading order:
/// 1. [postern.smtp.session.Phase]: what has been agreed so far. A phase holds exactly what is known in it, so
///    that "DATA without recipients" is not a flag to check but a case that does not fit.
/// 2. [postern.smtp.session.Action]: what the connection has to do next.
/// 3. [postern.smtp.session.SmtpSession]: command + phase → action + phase.
/// 4. [postern.smtp.session.SessionPolicy]: who decides, at each hook of an access control list, whether the
///    client may do what it asks on this [postern.smtp.session.Occasion]. [postern.smtp.session.SessionRules]
///    lets everybody do everything.
/// 5. [postern.smtp.session.SessionLimits] and [postern.smtp.session.CommandLimits]: what this server bears, and
///    [postern.smtp.session.Tally], which counts it.
///
/// TLS changes what a session is: after a handshake nothing that was said before it counts (RFC 3207 §4.2), and
/// the same is true when the client ends TLS and goes on in clear. So the connection reports both, and the session
/// forgets.
@NullMarked
package postern.smtp.session;

import org.jspecify.annotations.NullMarked;
