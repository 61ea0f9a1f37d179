/// Where accepted messages are kept. A message for which a client got its `250` must outlive a power failure, and
/// half a message must never be seen (RFC 5321 §4.2.5: with the 250 the server takes responsibility).
///
/// 1. [postern.smtp.spool.Maildir]: a directory tree that any mail reader understands.
/// 2. [postern.smtp.spool.MaildirDelivery]: one message on its way into it: written under `tmp`, forced to the disk,
///    renamed into `new`, and the directory forced to the disk as well. Only then may the 250 go out.
@NullMarked
package postern.smtp.spool;

import org.jspecify.annotations.NullMarked;
