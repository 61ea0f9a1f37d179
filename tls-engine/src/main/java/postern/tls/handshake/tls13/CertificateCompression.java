package postern.tls.handshake.tls13;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Send;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.CompressCertificate;
import postern.tls.message.CompressedCertificate;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.HandshakeType;
import postern.tls.pki.CertificateCompressor;

/// Certificate messages that may be compressed on the way (RFC 8879).
///
/// @param compressors those that we have, the dearest first; all of them were offered to the peer
public record CertificateCompression(List<CertificateCompressor> compressors) {
    /// Keeps its own copy of the list.
    public CertificateCompression {
        compressors = List.copyOf(compressors);
    }

    /// What asks for it; nothing if there is no compressor.
    public Optional<CompressCertificate> offer() {
        return compressors.isEmpty()
                ? Optional.empty()
                : Optional.of(new CompressCertificate(
                        compressors.stream().map(CertificateCompressor::code).toList()));
    }

    /// Our message, compressed by the first of ours that the peer knows.
    ///
    /// @param asked the extensions in which the peer says what it knows
    public Send send(CertificateMessage13 message, Extensions asked) {
        var theirs = asked.find(CompressCertificate.class)
                .map(CompressCertificate::algorithms)
                .orElse(List.of());
        return compressors.stream()
                .filter(each -> theirs.contains(each.code()))
                .findFirst()
                .map(each -> Send.of(compressed(each, message)))
                .orElseGet(() -> Send.of(message));
    }

    private static CompressedCertificate compressed(CertificateCompressor compressor, CertificateMessage13 message) {
        var body = message.body();
        return new CompressedCertificate(compressor.code(), body.length(), compressor.compress(body));
    }

    /// The peer's message, whichever form it has; empty if it is something else.
    ///
    /// @throws TlsException if it is compressed in a way that we did not offer, or does not expand to what it says
    public Optional<CertificateMessage13> read(HandshakeMessage message) {
        return switch (message) {
            case CertificateMessage13 certificate -> Optional.of(certificate);
            case CompressedCertificate compressed -> Optional.of(expanded(compressed));
            default -> Optional.empty();
        };
    }

    private CertificateMessage13 expanded(CompressedCertificate message) {
        var compressor = compressors.stream()
                .filter(each -> each.code() == message.algorithm())
                .findFirst()
                .orElseThrow(
                        () -> new TlsException(Violation.COMPRESSION_NOT_OFFERED, "algorithm " + message.algorithm()));
        int length = message.uncompressedLength();
        // Refused before it is expanded: a few octets can claim to be sixteen million.
        if (length > HandshakeType.CERTIFICATE.maxLength()) {
            throw new TlsException(Violation.COMPRESSED_CERTIFICATE_BAD, "it would have " + length + " octets");
        }
        return CertificateMessage13.ofBody(body(compressor, message));
    }

    private static Bytes body(CertificateCompressor compressor, CompressedCertificate message) {
        return compressor
                .decompress(message.compressed(), message.uncompressedLength())
                .orElseThrow(() -> new TlsException(
                        Violation.COMPRESSED_CERTIFICATE_BAD,
                        "it does not expand to " + message.uncompressedLength() + " octets"));
    }
}
