/// The main log, in the lines that people who run Exim know how to read, and their tools how to count.
///
/// 1. [postern.smtp.log.MainLog]: one line an event, each written whole and at once, into one or more of the three
///    logs ([postern.smtp.log.LogTarget]) by a [postern.smtp.log.LogSink], such as [postern.smtp.log.LogFiles].
/// 2. [postern.smtp.log.AcceptedLine] and [postern.smtp.log.LogFields]: the fields of a line, in Exim's order,
///    as far as [postern.smtp.log.LogSelector]s ask for them. `JsonLine` is the same for machines.
/// 3. [postern.smtp.log.LogText]: what came from a peer, made harmless.
///
/// The log is a product of the server like the mail it delivers, so it does not go through a logging framework:
/// its form must not depend on one's configuration. What developers want to know goes to slf4j.
@NullMarked
package postern.smtp.log;

import org.jspecify.annotations.NullMarked;
