/// Why a connection is refused, and what the peer is told.
///
/// Reading order:
///
/// 1. [postern.tls.alert.AlertDescription]: the words TLS has for trouble (RFC 9846 §6), one octet each.
/// 2. [postern.tls.alert.Violation]: every reason this engine has to refuse a peer. Each names the alert it sends, the
///    clause it enforces and the words an operator reads. This is the auditor's index: from a clause to the constant,
///    from the constant to the line that throws it and to the test that provokes it.
/// 3. [postern.tls.alert.TlsException]: a violation on its way to the one place that catches it, the engine, and
///    [postern.tls.alert.PeerAlertException], the same when the peer was the one to refuse.
///
/// Why an enum of reasons and not just alerts: `illegal_parameter` alone explains nothing to whoever has to repair the
/// connection, and dozens of clauses share it.
@NullMarked
package postern.tls.alert;

import org.jspecify.annotations.NullMarked;
