/// Where accepted messages are kept. A message for which a client got its `250` must outlive a power failure, and
/// half a message must never be seen (RFC 5321 §4.2.5: with the 250 the server takes responsibility).
///
/// On the way to their recipients:
///
/// 1. [postern.smtp.spool.Spool]: messages between `250` and delivery, in one directory; the order of writing,
///    forcing and renaming that makes a crash at any moment harmless.
/// 2. [postern.smtp.spool.SpoolWriter]: one message on its way in. [postern.smtp.spool.HeaderCollector] takes
///    its header from its body.
/// 3. [postern.smtp.spool.SpooledMessage]: a message in the spool, and [postern.smtp.spool.HeaderFile], its
/// `-H` file.
/// 4. [postern.smtp.spool.Claim]: the right to work on a message, and the record of what was done.
/// 5. [postern.smtp.spool.SpoolFiles]: what a spool asks of a disk; [postern.smtp.spool.DiskFiles] is one. A
///    test puts in another that forgets all that it did not promise to keep, and pulls its plug at each step.
///
/// 6. [postern.smtp.spool.MessageStore]: what a server needs of the place where it puts mail; a queue's spool
///    is one, a Maildir another.
///
/// At their end:
///
/// 7. [postern.smtp.spool.Maildir]: a directory tree that any mail reader understands.
/// 8. [postern.smtp.spool.MaildirDelivery]: one message on its way into it: written under `tmp`, forced to the
///    disk, renamed into `new`, and the directory forced to the disk as well.
/// 9. [postern.smtp.spool.Mbox]: one file of many messages, and the locks that it needs.
@NullMarked
package postern.smtp.spool;

import org.jspecify.annotations.NullMarked;
