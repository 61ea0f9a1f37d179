/// The client's states of TLS 1.3, one file each, under their names in RFC 9846 §A.1; the diagram is in
/// [postern.tls.handshake].
///
/// In order: [postern.tls.handshake.tls13.client.Start], [postern.tls.handshake.tls13.client.WaitServerHello] (with
/// `Retry`, which answers a HelloRetryRequest), [postern.tls.handshake.tls13.client.WaitEncryptedExtensions],
/// [postern.tls.handshake.tls13.client.WaitCertificateOrRequest],
/// [postern.tls.handshake.tls13.client.WaitCertificate],
/// [postern.tls.handshake.tls13.client.WaitCertificateVerify], [postern.tls.handshake.tls13.client.WaitFinished].
@NullMarked
package postern.tls.handshake.tls13.client;

import org.jspecify.annotations.NullMarked;
