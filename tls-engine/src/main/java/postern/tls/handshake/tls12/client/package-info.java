/// The client of TLS 1.2 (RFC 5246 §7.3), one file for each state, in the order of the handshake:
///
/// ```
///      (tls13.client.WaitServerHello)
///                │ ServerHello: TLS 1.2
///                ▼
///        RecvdServerHello12
///                ▼
///        WaitCertificate
///                │ Certificate
///                ▼
///      WaitCertificateStatus       if it was promised; it may be left out
///                │ [CertificateStatus]
///                ▼
///      WaitServerKeyExchange
///                │ ServerKeyExchange
///                ▼
///       WaitServerHelloDone ◄──┐ CertificateRequest, once
///                │ └───────────┘
///                │ ServerHelloDone / [Certificate] ClientKeyExchange [CertificateVerify] ChangeCipherSpec
///                Finished
///                ▼
///      WaitChangeCipherSpec
///                │ ChangeCipherSpec
///                ▼
///          WaitFinished
///                │ Finished
///                ▼
///         tls12.Connected
/// ```
@NullMarked
package postern.tls.handshake.tls12.client;

import org.jspecify.annotations.NullMarked;
