/// What both ends of a TLS 1.3 handshake share: its secrets, what is signed, and the state behind the handshake.
///
/// 1. [postern.tls.handshake.tls13.HandshakeKeys]: from ServerHello to Finished.
/// 2. [postern.tls.handshake.tls13.SignedContent] and [postern.tls.handshake.tls13.Signed]: under and in a
///    CertificateVerify; [postern.tls.handshake.tls13.PeerCertificates], what a Certificate may hold;
///    [postern.tls.handshake.tls13.CertificateRequests] and [postern.tls.handshake.tls13.ClientCertificate], how
///    clients are asked and answer.
/// 3. [postern.tls.handshake.tls13.ApplicationKeys], [postern.tls.handshake.tls13.Connected]: data and key updates.
///
/// The states before are in the packages for the two roles.
@NullMarked
package postern.tls.handshake.tls13;

import org.jspecify.annotations.NullMarked;
