/// The SMTP server: listeners, and one virtual thread for each connection.
///
/// Reading order:
/// 1. [postern.smtp.server.SmtpServer]: listens, hands each connection to a thread, watches over all of them.
/// 2. [postern.smtp.server.ConnectionLoop]: reads a line, asks the session, does what it says, until one side is
///    done. It is the only place that knows both the session and the connection.
/// 3. [postern.smtp.server.MessageIntake]: a message between the wire and the disk; `MaildirStore` is the
///    place for those who have no queue.
/// 4. [postern.smtp.server.ConnectionPolicy], made for each connection by a [postern.smtp.server.PolicySource]:
///    what the server lets this client do. `OpenPolicy` lets everybody do everything.
/// 5. [postern.smtp.server.ServerSetup], [postern.smtp.server.Services], [postern.smtp.server.ServerLimits]:
///    what all connections share.
@NullMarked
package postern.smtp.server;

import org.jspecify.annotations.NullMarked;
