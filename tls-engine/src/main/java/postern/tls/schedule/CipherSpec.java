package postern.tls.schedule;

import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// What the hellos of TLS 1.0 to 1.2 settle about hashing and encrypting (RFC 5246 §6.1).
///
/// @param order of encryption and MAC, where the suite has both
public record CipherSpec(ProtocolVersion version, CipherSuite suite, MacOrder order) {
    /// A suite in TLS 1.2.
    public static CipherSpec of(CipherSuite suite) {
        return new CipherSpec(ProtocolVersion.TLS12, suite, MacOrder.MAC_THEN_ENCRYPT);
    }

    /// The pseudorandom function: the suite's hash from TLS 1.2 on (RFC 5246 §5), MD5 and SHA-1 before (RFC 4346
    /// §5).
    Prf prf() {
        return version == ProtocolVersion.TLS12 ? new Prf(suite.hash()) : Prf.md5AndSha1();
    }

    /// The transcript of no message yet: by the hash of the suite (RFC 5246 §7.4.9), or by MD5 and SHA-1 (RFC
    /// 4346 §7.4.9). It keeps the messages.
    public Transcript transcript() {
        var empty = version == ProtocolVersion.TLS12 ? Transcript.of(suite.hash()) : Transcript.md5AndSha1();
        return empty.keeping();
    }

    /// The octets of each IV in the key block: the first IV of a chain in TLS 1.0 (RFC 2246 §6.3), the implicit
    /// part of a nonce with an AEAD (RFC 5288 §3, RFC 6655 §3, RFC 7905 §2), otherwise none.
    public int ivLength() {
        var bulk = suite.bulk();
        if (bulk.isCbc()) {
            return version == ProtocolVersion.TLS10 ? bulk.blockLength() : 0;
        }
        if (!bulk.isAead()) {
            return 0;
        }
        return bulk == Bulk.CHACHA20_POLY1305 ? 12 : 4;
    }
}
