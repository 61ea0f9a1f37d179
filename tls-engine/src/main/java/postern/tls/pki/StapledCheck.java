package postern.tls.pki;

import java.util.List;
import postern.crypto.bytes.Bytes;

/// Makes a check of what a server has stapled to its certificates. Implementations are immutable.
@FunctionalInterface
public interface StapledCheck {
    /// What is stapled is not looked at.
    StapledCheck NONE = _ -> RevocationCheck.NONE;

    /// The check of a path against these responses, in DER; empty octets stand for none.
    ///
    /// @throws CertificateException if one of them is not well-formed
    RevocationCheck of(List<Bytes> responses);
}
