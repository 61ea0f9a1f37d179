/// The handshake messages and their extensions: one record for each of the RFC's structs, with `read` beside
/// `write`.
///
/// Reading order:
///
/// 1. [postern.tls.message.HandshakeMessage]: the sealed family. [postern.tls.message.ClientHello] and
///    [postern.tls.message.ServerHello] (which is also the HelloRetryRequest) first.
/// 2. [postern.tls.message.Extensions]: the block of extensions in a message: its order, no type twice, each in
///    its place. [postern.tls.message.Extension]: the sealed family of what may stand in it.
/// 3. The messages of TLS 1.3: [postern.tls.message.EncryptedExtensions],
///    [postern.tls.message.CertificateRequest13], [postern.tls.message.CertificateMessage13],
///    [postern.tls.message.CertificateVerify], [postern.tls.message.Finished],
///    [postern.tls.message.NewSessionTicket], [postern.tls.message.KeyUpdate].
/// 4. Those that only TLS 1.2 has: [postern.tls.message.Certificate12], [postern.tls.message.ServerKeyExchange],
///    [postern.tls.message.CertificateStatus], [postern.tls.message.CertificateRequest12],
///    [postern.tls.message.ServerHelloDone], [postern.tls.message.ClientKeyExchange],
///    [postern.tls.message.CertificateVerify12], [postern.tls.message.HelloRequest].
/// 5. [postern.tls.message.HandshakeCodec]: octets to message and back, by version and sender.
///
/// Reading is strict: what was read can be written again to the same octets, for every message and every
/// extension. The transcript may therefore be fed from either. Records are values: a test can build any of
/// them, also those no honest peer would send; verifying is the handshake's work.
///
/// Code points stay `int`, known or not; the packages above look them up in [postern.tls.param].
@NullMarked
package postern.tls.message;

import org.jspecify.annotations.NullMarked;
