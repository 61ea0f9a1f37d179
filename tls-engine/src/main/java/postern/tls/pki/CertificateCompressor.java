package postern.tls.pki;

import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// A way to make Certificate messages shorter, and long again (RFC 8879). Immutable, and used by many threads.
public interface CertificateCompressor {
    /// `zlib` (RFC 8879 §3), by the JDK.
    CertificateCompressor ZLIB = new ZlibCompressor();

    /// The code point of the algorithm.
    int code();

    /// The content, shorter.
    Bytes compress(Bytes content);

    /// What was compressed; empty if it was not so, or does not have exactly this length. Holds no more memory
    /// than that, however much the octets would expand to.
    ///
    /// @param length as the peer says, already within bounds
    Optional<Bytes> decompress(Bytes compressed, int length);
}
