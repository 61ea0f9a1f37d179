package postern.tls.schedule;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Makes keys for protocols above TLS that belong to one connection alone (RFC 5705, RFC 9846 §7.5).
@FunctionalInterface
public interface Exporter {
    /// A key.
    ///
    /// @param label registered with IANA, or beginning with "EXPERIMENTAL" (RFC 5705 §4)
    /// @param context what else the key shall depend on; TLS 1.3 takes none as an empty one, older versions do not
    /// @param length in octets
    Secret export(String label, Optional<Bytes> context, int length);
}
