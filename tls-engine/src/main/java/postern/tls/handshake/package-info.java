/// How two ends agree on keys and prove who they are: the handshake as a machine whose states are types.
///
/// Reading order:
///
/// 1. [postern.tls.handshake.State], [postern.tls.handshake.Step], [postern.tls.handshake.Effect]: a state takes a
///    message and returns the next state and what has to be done. [postern.tls.handshake.Established] marks the
///    states behind a complete handshake; [postern.tls.handshake.Fact] is what becomes part of the session.
/// 2. [postern.tls.handshake.ClientSettings], [postern.tls.handshake.ServerSettings] with
///    [postern.tls.handshake.ClientFeatures], [postern.tls.handshake.ServerFeatures] and what of them is in
///    TLS 1.3 alone, [postern.tls.handshake.ClientFeatures13], [postern.tls.handshake.ServerFeatures13], or only
///    up to TLS 1.2, [postern.tls.handshake.OlderFeatures],
///    [postern.tls.handshake.Preferences], [postern.tls.handshake.Target] and
///    [postern.tls.handshake.Surroundings]: what the states need to know.
/// 3. [postern.tls.handshake.Offer]: the client's hello. [postern.tls.handshake.Negotiation]: how the server
///    chooses, each [postern.tls.handshake.Choice] with its reason; together they are the
///    [postern.tls.handshake.Agreement].
/// 4. [postern.tls.handshake.OfferedTicket], [postern.tls.handshake.OfferedSession]: how a client goes on from
///    an earlier connection, whose keys are in `postern.tls.session`.
/// 5. [postern.tls.handshake.PeerChain], [postern.tls.handshake.Signing], [postern.tls.handshake.Proof]:
///    certificates and signatures. [postern.tls.handshake.RecordLimits]: how long records may be.
///
/// ## The client (RFC 9846 §A.1, RFC 5246 §7.3)
///
/// ```
///            Start
///              │ ClientHello
///              ▼          HelloRetryRequest / ClientHello
///        WaitServerHello ◄────────────────┐
///              ├──────────────────────────┘
///              │ ServerHello: TLS 1.3                  ServerHello: TLS 1.2
///              ▼                                               └──► tls12.client
///   WaitEncryptedExtensions
///              │ EncryptedExtensions
///              ▼
///   WaitCertificateOrRequest ── CertificateRequest ──┐
///              │ Certificate                         ▼
///              │                              WaitCertificate
///              ▼                                     │ Certificate
///    WaitCertificateVerify ◄─────────────────────────┘
///              │ CertificateVerify
///              ▼
///         WaitFinished
///              │ Finished / [Certificate CertificateVerify] Finished
///              ▼
///          Connected ◄──┐ KeyUpdate, NewSessionTicket
///              └────────┘
/// ```
///
/// ## The server (RFC 9846 §A.2)
///
/// ```
///            Start ◄──────────────────────────┐ HelloRetryRequest
///              │ ClientHello: TLS 1.3         │            ClientHello: TLS 1.2
///              ▼                              │                   └──► tls12.server
///      RecvdClientHello   no key share of ours┘
///              │ all parameters chosen
///              ▼
///         Negotiated
///              │ / ServerHello EncryptedExtensions Certificate CertificateVerify Finished
///              ▼
///              │                        if early data is taken
///              ├────────────────────────────► WaitEndOfEarlyData ──────┐ EndOfEarlyData
///              │ nothing asked for      if a certificate is asked for  │
///              ├────────────────────────────► WaitCertificate ─────────┐ Certificate: none
///              │                                     │ Certificate     │
///              │                                     ▼                 │
///              │                          WaitCertificateVerify        │
///              │                                     │                 │
///              ▼ ◄───────────────────────────────────┴─────────────────┘
///         WaitFinished
///              │ Finished
///              ▼
///          Connected ◄──┐ KeyUpdate
///              └────────┘
/// ```
///
/// Before its Finished, a client whose early data is taken sends EndOfEarlyData.
///
/// A message that has no arrow out of a state is refused there with `unexpected_message` (RFC 9846 §4). In TLS 1.3
/// a `change_cipher_spec` record is an arrow from every state of the handshake to itself.
///
/// ## Why so
///
/// A state machine written as one object with a `state` field lets every method run in every state; what stops it
/// is a condition somebody has to think of. Here a state has only the fields that are known in it, and `receive`
/// accepts only the messages that may come: the compiler keeps `Finished` from being checked before there are
/// keys. The famous handshake bugs (a skipped CertificateVerify, an early change_cipher_spec) were missing
/// conditions.
@NullMarked
package postern.tls.handshake;

import org.jspecify.annotations.NullMarked;
