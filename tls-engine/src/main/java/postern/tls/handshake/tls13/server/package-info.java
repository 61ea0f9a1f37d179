/// The server's states of TLS 1.3, one file each, under their names in RFC 9846 §A.2; the diagram is in
/// [postern.tls.handshake].
///
/// In order: [postern.tls.handshake.tls13.server.Start]; `RecvdClientHello`, which chooses, and `Retry`, which
/// asks once more; `Resumption`, an earlier connection that is accepted, and `EarlyDataDecision`, whether
/// data came with it that is taken; `Negotiated`, which sends the server's whole flight;
/// [postern.tls.handshake.tls13.server.WaitEndOfEarlyData], if early data is taken;
/// [postern.tls.handshake.tls13.server.WaitCertificate] and
/// [postern.tls.handshake.tls13.server.WaitCertificateVerify], if the client is asked who it is;
/// [postern.tls.handshake.tls13.server.WaitFinished] with `TicketFlight`, the tickets behind it.
@NullMarked
package postern.tls.handshake.tls13.server;

import org.jspecify.annotations.NullMarked;
