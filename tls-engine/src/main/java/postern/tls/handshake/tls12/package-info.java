/// TLS 1.2: what client and server have in common (RFC 5246, RFC 8422, RFC 7627).
///
/// The RFC names no states; here a state is named after the message it waits for. The flow, with our six suites, is
/// always this one:
///
/// ```
/// ClientHello                -------->
///                                                      ServerHello
///                                                      Certificate
///                                                ServerKeyExchange   signed: who the server is
///                                             [CertificateRequest]
///                            <--------             ServerHelloDone
/// [Certificate]
/// ClientKeyExchange
/// [ChangeCipherSpec]
/// Finished                   -------->                               all that was said
///                                               [ChangeCipherSpec]
///                            <--------                    Finished   all that was said
/// ```
///
/// Reading order: [postern.tls.handshake.tls12.Agreed], [postern.tls.handshake.tls12.SignedParams], then the states
/// in [postern.tls.handshake.tls12.client] and [postern.tls.handshake.tls12.server], and
/// [postern.tls.handshake.tls12.Connected].
///
/// A handshake begins in the first state of TLS 1.3, whose hello serves both versions, and comes here when the
/// ServerHello or the server's negotiation says 1.2.
///
/// What TLS 1.2 has and this is without: renegotiation (RFC 5746 is spoken, to say so), resumption, compression,
/// static key exchange, and every suite that is not ECDHE with an AEAD. What is added to it: the extended master
/// secret, and the sign in the server's random that 1.3 was possible (RFC 9846 §4.2.3).
@NullMarked
package postern.tls.handshake.tls12;

import org.jspecify.annotations.NullMarked;
