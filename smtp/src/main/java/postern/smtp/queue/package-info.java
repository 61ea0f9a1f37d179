/// What happens to a message after its `250`, until nobody waits for it any more.
///
/// 1. [postern.smtp.queue.QueueRunner]: which message is tried when, and how many at a time.
/// 2. [postern.smtp.queue.MessageDelivery]: one attempt for one message: routes, delivers, records, reports.
/// 3. [postern.smtp.queue.RetryRule] with [postern.smtp.queue.RetryStep], and
///    [postern.smtp.queue.RetryDatabase]: when to try again, and when to give up.
/// 4. [postern.smtp.queue.SenderReports]: what the sender is told.
/// 5. [postern.smtp.queue.QueueStore]: how mail comes in; [postern.smtp.queue.QueueListing]: how the queue is
/// shown.
/// 6. [postern.smtp.queue.QueueSetup] with [postern.smtp.queue.QueuePolicy]: what a queue is made of.
///
/// The order of things is what keeps mail from being lost or delivered twice: a delivery is recorded before
/// anything else is done for the message; a report is in the spool before the failure that it tells of is
/// struck off.
@NullMarked
package postern.smtp.queue;

import org.jspecify.annotations.NullMarked;
