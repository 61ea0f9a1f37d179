/// The server of TLS 1.2 (RFC 5246 §7.3), one file for each state, in the order of the handshake:
///
/// ```
///         (tls13.server.Start)
///                │ ClientHello: TLS 1.2
///                ▼
///        RecvdClientHello12 ──── resumes a session ──► Resumed
///                ▼                                        │ / ServerHello ChangeCipherSpec Finished
///           Negotiated                                    └──► WaitChangeCipherSpec
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
///                │ Finished / unless resumed: [NewSessionTicket] ChangeCipherSpec Finished
///                ▼
///         tls12.Connected ── another handshake, where it is allowed ──► RecvdClientHello12
/// ```
@NullMarked
package postern.tls.handshake.tls12.server;

import org.jspecify.annotations.NullMarked;
