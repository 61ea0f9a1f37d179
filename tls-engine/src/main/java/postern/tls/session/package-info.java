/// What outlives a connection, so that the next one with the same peer can begin with it.
///
/// 1. [postern.tls.session.ResumableSession]: the key that was agreed, and what was proved with it.
/// 2. [postern.tls.session.TicketKeys]: a server keeps no sessions; it seals them into tickets, which its
///    clients keep.
/// 3. [postern.tls.session.ClientTicket] and [postern.tls.session.ClientSessions]: how a client keeps them.
/// 4. Up to TLS 1.2 it is the whole master secret that is kept: [postern.tls.session.Session12], in a ticket or
///    a [postern.tls.session.SessionCache], and [postern.tls.session.ClientSession12].
/// 5. [postern.tls.session.SessionFile]: from one process to the next.
/// 6. [postern.tls.session.ReplayGuard] and [postern.tls.session.EarlyDataOutcome]: what a resumption may begin
///    with before the server has answered, and what becomes of it.
@NullMarked
package postern.tls.session;

import org.jspecify.annotations.NullMarked;
