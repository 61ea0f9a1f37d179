package postern.tls.handshake;

import java.util.List;
import java.util.function.Supplier;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.PeerIdentity;

/// The certificates that a peer sent, its own first: where the verdicts of [postern.tls.pki] become alerts.
public record PeerChain(List<Certificate> certificates) {
    /// Keeps its own copy of the list.
    public PeerChain {
        certificates = List.copyOf(certificates);
    }

    /// Reads a server's chain.
    ///
    /// @throws TlsException if it is empty (RFC 9846 §4.5.1.3, RFC 5246 §7.4.2) or not well-formed
    public static PeerChain ofServer(List<Bytes> encoded) {
        if (encoded.isEmpty()) {
            throw new TlsException(Violation.EMPTY_CERTIFICATE);
        }
        return ofClient(encoded);
    }

    /// Reads a client's chain; it is empty if the client has none to show (RFC 9846 §4.5.1.3, RFC 5246 §7.4.6).
    ///
    /// @throws TlsException if it is not well-formed
    public static PeerChain ofClient(List<Bytes> encoded) {
        return refusing(
                () -> new PeerChain(encoded.stream().map(Certificate::parse).toList()));
    }

    /// Whether there is no certificate.
    public boolean isEmpty() {
        return certificates.isEmpty();
    }

    /// Has the configured verifier judge the chain, at the present time.
    ///
    /// @param peerName whom we want to talk to
    /// @throws TlsException with the alert for the verifier's reason
    public PeerIdentity judge(Surroundings surroundings, String peerName) {
        return refusing(() -> surroundings
                .verifier()
                .verify(certificates, peerName, surroundings.clock().instant()));
    }

    /// Has the configured verifier judge what is stapled to a chain.
    ///
    /// @param peer what it found before
    /// @param responses in DER, in the order of the certificates
    /// @throws TlsException with the alert for the verifier's reason
    public static PeerIdentity judgeStapled(Surroundings surroundings, PeerIdentity peer, List<Bytes> responses) {
        return refusing(() -> surroundings
                .verifier()
                .judgeStapled(peer, responses, surroundings.clock().instant()));
    }

    /// The key of the peer's own certificate.
    ///
    /// @throws TlsException if it is of a kind that is not implemented
    public PublicKey publicKey() {
        return refusing(() -> certificates.getFirst().publicKey());
    }

    /// Refuses a key that was certified for other things than signing: in TLS 1.3 it signs, whatever the
    /// verifier thinks of the rest (RFC 9846 §4.5.1.2).
    public void requireSigningKey() {
        var usage = refusing(() -> certificates.getFirst().extensions().keyUsage());
        if (usage.filter(uses -> !uses.contains(KeyUsage.DIGITAL_SIGNATURE)).isPresent()) {
            throw new TlsException(Violation.CERTIFICATE_UNFIT, "its keyUsage has no digitalSignature");
        }
    }

    private static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (CertificateException e) {
            throw new TlsException(violation(e.problem()), e.getMessage(), e);
        }
    }

    private static Violation violation(CertificateProblem problem) {
        return switch (problem.verdict()) {
            case UNKNOWN_CA -> Violation.CERTIFICATE_OF_UNKNOWN_CA;
            case EXPIRED -> Violation.CERTIFICATE_OUT_OF_DATE;
            case REVOKED -> Violation.CERTIFICATE_WITHDRAWN;
            case UNSUPPORTED -> Violation.CERTIFICATE_UNFIT;
            case BAD -> Violation.CERTIFICATE_BAD;
            case STATUS -> Violation.CERTIFICATE_STATUS_BAD;
            case UNKNOWN -> Violation.CERTIFICATE_REFUSED;
            case UNWANTED -> Violation.PEER_UNWANTED;
        };
    }
}
