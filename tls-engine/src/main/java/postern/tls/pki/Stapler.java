package postern.tls.pki;

import java.util.List;
import postern.crypto.bytes.Bytes;

/// Where a server gets the OCSP responses that it shows beside its certificates (RFC 6066 §8). Asked on each full
/// handshake with a client that wants them, so it has to answer from memory.
@FunctionalInterface
public interface Stapler {
    /// The responses in DER for the certificates of a chain, in its order, as many as there are; empty octets
    /// for a certificate without one.
    List<Bytes> responses(Credential credential);

    /// Has none.
    static Stapler none() {
        return _ -> List.of();
    }
}
