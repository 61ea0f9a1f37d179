/// What is known about a message besides its text.
///
/// Reading order:
/// 1. [postern.smtp.message.Peer], [postern.smtp.message.Greeting], [postern.smtp.message.Protection], joined in
///    [postern.smtp.message.Arrival]: where a message came from, and over what.
/// 2. [postern.smtp.message.Envelope]: whom it is from and for (RFC 5321 §2.3.1), which its own header need not say.
/// 3. [postern.smtp.message.MessageId], made by [postern.smtp.message.MessageIds]: our name for it, in Exim's form.
/// 4. [postern.smtp.message.ReceivedHeader]: the trace line that every server adds (RFC 5321 §4.4).
/// 5. [postern.smtp.message.HeaderScanner]: the little that a server reads of the header as it streams by.
@NullMarked
package postern.smtp.message;

import org.jspecify.annotations.NullMarked;
