/// TLS 1.0 to 1.2: what client and server have in common (RFC 5246, RFC 8422, RFC 7627).
///
/// The RFC names no states; here a state is named after the message it waits for. The flow is always this one;
/// without the Certificate if nobody is authenticated, without the ServerKeyExchange if the client encrypts a
/// secret to the key of the certificate (RSA):
///
/// ```
/// ClientHello                -------->
///                                                      ServerHello
///                                                      Certificate
///                                              [CertificateStatus]
///                                                ServerKeyExchange   signed: who the server is
///                                             [CertificateRequest]
///                            <--------             ServerHelloDone
/// [Certificate]
/// ClientKeyExchange
/// [CertificateVerify]                                                 signed: who the client is
/// [ChangeCipherSpec]
/// Finished                   -------->                               all that was said
///                                               [ChangeCipherSpec]
///                            <--------                    Finished   all that was said
/// ```
///
/// A session that both still have is resumed without all that; here the server speaks first:
///
/// ```
/// ClientHello                -------->
///                                                      ServerHello
///                                               [ChangeCipherSpec]
///                            <--------                    Finished
/// [ChangeCipherSpec]
/// Finished                   -------->
/// ```
///
/// In both, a server that promised a ticket sends it as NewSessionTicket right before its ChangeCipherSpec.
///
/// The three versions differ in the hashes ([postern.tls.schedule.CipherSpec]), in how they sign
/// ([postern.tls.handshake.tls12.HandshakeSignature]) and in the IV of block ciphers (`postern.tls.record`), not
/// in their states. How keys are agreed is a matter of [postern.tls.kx.KeyExchange12].
///
/// Reading order: [postern.tls.handshake.tls12.Agreed], [postern.tls.handshake.tls12.SignedParams],
/// [postern.tls.handshake.tls12.CertificateRequests], [postern.tls.handshake.tls12.OurFinished],
/// [postern.tls.handshake.tls12.Ending], [postern.tls.handshake.tls12.Conclusion], then the
/// states in [postern.tls.handshake.tls12.client] and [postern.tls.handshake.tls12.server], and
/// [postern.tls.handshake.tls12.Connected], and last [postern.tls.handshake.tls12.Renegotiation].
///
/// A handshake begins in the first state of TLS 1.3, whose hello serves both versions, and comes here when the
/// ServerHello or the server's negotiation says 1.2.
///
/// What these versions have and this is without: compression, and static Diffie-Hellman. What
/// is added to them: the extended master secret, encrypt-then-MAC, and the sign in the server's random that
/// more was possible (RFC 9846 §4.2.3).
@NullMarked
package postern.tls.handshake.tls12;

import org.jspecify.annotations.NullMarked;
