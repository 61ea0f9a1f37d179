package postern.tls.pki;

import java.util.List;

/// A path that was tried, and why it does not lead from the peer's certificate to a trust anchor.
///
/// @param certificates the path as far as it got, the peer's own certificate first
/// @param problem the first rule that it breaks
/// @param sentence the particulars, for people
public record RejectedPath(List<Certificate> certificates, CertificateProblem problem, String sentence) {
    /// Keeps its own copy of the list.
    public RejectedPath {
        certificates = List.copyOf(certificates);
    }
}
