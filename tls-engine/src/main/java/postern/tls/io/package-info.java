/// TLS over plain blocking sockets, for one virtual thread a connection: the only place of this module that touches a
/// socket.
///
/// Reading order:
///
/// 1. [postern.tls.io.TlsSocket]: carries octets between a [java.net.Socket] and a [postern.tls.TlsEngine], and gives
///    the application its two streams.
/// 2. [postern.tls.io.EngineGate]: lets two threads into one engine, and sends in the engine's order.
/// 3. [postern.tls.io.RecordInput]: takes records off the socket one by one, never an octet more. Therefore TLS can end
///    and the connection go on in clear, as SMTP may want it.
/// 4. [postern.tls.io.TlsServerSocket]: listens.
/// 5. [postern.tls.io.TlsIoException]: a refusal, ours or the peer's, as the [java.io.IOException] that code around
///    streams expects.
///
/// Everything TLS is in the engine; here are only blocking, locks and time limits.
@NullMarked
package postern.tls.io;

import org.jspecify.annotations.NullMarked;
