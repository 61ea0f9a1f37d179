/// The client of TLS 1.2 (RFC 5246 §7.3), one file for each state, in the order of the handshake:
///
/// ```
///      (tls13.client.WaitServerHello)
///                │ ServerHello: TLS 1.2
///                ▼
///        RecvdServerHello12 ──── resumes a session ────┐
///                ▼                                     │
///        WaitCertificate
///                │ Certificate
///                ▼
///      WaitCertificateStatus       if it was promised; it may be left out
///                │ [CertificateStatus]
///                ▼
///      WaitServerKeyExchange       with RSA none follows; with PSK alone or with RSA, WaitIdentityHint
///                │ ServerKeyExchange
///                ▼
///       WaitServerHelloDone ◄──┐ CertificateRequest, once
///                │ └───────────┘
///                │ ServerHelloDone / [Certificate] ClientKeyExchange [CertificateVerify] ChangeCipherSpec
///                Finished
///                ▼ ◄───────────────────────────────────┘
///      WaitNewSessionTicket        if it was promised
///                │ NewSessionTicket
///                ▼
///      WaitChangeCipherSpec
///                │ ChangeCipherSpec
///                ▼
///          WaitFinished
///                │ Finished / if resumed: ChangeCipherSpec Finished
///                ▼
///         tls12.Connected ── another handshake, where allowed ──► WaitServerHello
/// ```
@NullMarked
package postern.tls.handshake.tls12.client;

import org.jspecify.annotations.NullMarked;
