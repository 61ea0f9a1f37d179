/// The server of TLS 1.2 (RFC 5246 §7.3), one file for each state, in the order of the handshake:
///
/// ```
///         (tls13.server.Start)
///                │ ClientHello: TLS 1.2
///                ▼
///        RecvdClientHello12
///                ▼
///           Negotiated
///                │ / ServerHello Certificate ServerKeyExchange [CertificateRequest] ServerHelloDone
///                ▼
///         WaitCertificate          if one is asked for
///                │ Certificate
///                ▼
///      WaitClientKeyExchange
///                │ ClientKeyExchange
///                ▼
///      WaitCertificateVerify       if a certificate was shown
///                │ CertificateVerify
///                ▼
///      WaitChangeCipherSpec
///                │ ChangeCipherSpec
///                ▼
///          WaitFinished
///                │ Finished / ChangeCipherSpec Finished
///                ▼
///         tls12.Connected
/// ```
@NullMarked
package postern.tls.handshake.tls12.server;

import org.jspecify.annotations.NullMarked;
