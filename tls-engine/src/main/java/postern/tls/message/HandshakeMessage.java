package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// A handshake message, complete, without its header. States match on the record they wait for.
public sealed interface HandshakeMessage
        permits Certificate12,
                CertificateMessage13,
                CertificateRequest12,
                CertificateRequest13,
                CertificateStatus,
                CertificateVerify,
                CertificateVerify12,
                ClientHello,
                ClientKeyExchange,
                CompressedCertificate,
                EncryptedExtensions,
                EndOfEarlyData,
                Finished,
                HelloRequest,
                KeyUpdate,
                NewSessionTicket,
                NewSessionTicket12,
                ServerHello,
                ServerHelloDone,
                ServerKeyExchange {

    /// The type in the header.
    HandshakeType type();

    /// Writes the body, without the header.
    void write(TlsWriter out);
}
