/// A window on a connection, for people who learn, debug or record.
///
/// Reading order:
///
/// 1. [postern.tls.trace.TraceEvent]: what can be seen.
/// 2. [postern.tls.trace.TlsObserver]: who sees it. The engine asks whether a kind of event is wanted before it
///    makes one, so a connection that nobody watches pays nothing.
/// 3. [postern.tls.trace.KeyLog]: an observer that writes the secrets to a file for Wireshark (RFC 9850).
/// 4. [postern.tls.trace.TraceText]: an observer that writes handshakes down for a person.
///
/// The events hold only what had to be passed on anyway. Nothing in the protocol waits for an observer or depends
/// on one.
@NullMarked
package postern.tls.trace;

import org.jspecify.annotations.NullMarked;
