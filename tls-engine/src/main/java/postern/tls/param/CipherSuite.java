package postern.tls.param;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.hash.HashAlgorithm;

/// The cipher suites that are implemented, under their IANA names: the three of TLS 1.3 (RFC 9846 §B.4) and the six of
/// TLS 1.2 that agree keys by ECDHE and protect records by AEAD (RFC 5289 §3.2, RFC 7905 §2).
public enum CipherSuite {
    TLS_AES_128_GCM_SHA256(0x1301, Kx.ANY, Auth.ANY, Bulk.AES_128_GCM, HashAlgorithm.SHA256),
    TLS_AES_256_GCM_SHA384(0x1302, Kx.ANY, Auth.ANY, Bulk.AES_256_GCM, HashAlgorithm.SHA384),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, Kx.ANY, Auth.ANY, Bulk.CHACHA20_POLY1305, HashAlgorithm.SHA256),

    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B, Kx.ECDHE, Auth.ECDSA, Bulk.AES_128_GCM, HashAlgorithm.SHA256),
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C, Kx.ECDHE, Auth.ECDSA, Bulk.AES_256_GCM, HashAlgorithm.SHA384),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F, Kx.ECDHE, Auth.RSA, Bulk.AES_128_GCM, HashAlgorithm.SHA256),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030, Kx.ECDHE, Auth.RSA, Bulk.AES_256_GCM, HashAlgorithm.SHA384),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(
            0xCCA8, Kx.ECDHE, Auth.RSA, Bulk.CHACHA20_POLY1305, HashAlgorithm.SHA256),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(
            0xCCA9, Kx.ECDHE, Auth.ECDSA, Bulk.CHACHA20_POLY1305, HashAlgorithm.SHA256);

    /// Not a suite: a client that offers this value asks for RFC 5746's protection of renegotiation (§3.3 there).
    public static final int EMPTY_RENEGOTIATION_INFO_SCSV = 0x00FF;

    /// Not a suite: a client that offers this value has been refused with a newer version before (RFC 7507 §2).
    public static final int FALLBACK_SCSV = 0x5600;

    private final int code;
    private final Kx kx;
    private final Auth auth;
    private final Bulk bulk;
    private final HashAlgorithm hash;

    // One column of the registry each.
    CipherSuite(int code, Kx kx, Auth auth, Bulk bulk, HashAlgorithm hash) {
        this.code = code;
        this.kx = kx;
        this.auth = auth;
        this.bulk = bulk;
        this.hash = hash;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// How the key is agreed.
    public Kx kx() {
        return kx;
    }

    /// How the server is authenticated.
    public Auth auth() {
        return auth;
    }

    /// What protects the records.
    public Bulk bulk() {
        return bulk;
    }

    /// The AEAD that protects the records.
    public AeadAlgorithm aead() {
        return bulk.aead();
    }

    /// The hash of the key schedule (TLS 1.3) or of the PRF (TLS 1.2).
    public HashAlgorithm hash() {
        return hash;
    }

    /// The strength that is logged: the length of the record key in bits.
    public int bits() {
        return bulk.bits();
    }

    /// Whether the suite may be negotiated in this version: the sets of 1.3 and of 1.2 are disjoint (RFC 9846 §B.4),
    /// and AEAD suites need 1.2 (RFC 5246 §7.4.1.2, RFC 5288 §4).
    public boolean usableIn(ProtocolVersion version) {
        return version == (kx == Kx.ANY ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12);
    }

    /// The name in the IANA registry: `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`.
    public String ianaName() {
        return name();
    }

    /// The name in OpenSSL's lists: `ECDHE-RSA-AES128-GCM-SHA256`; for TLS 1.3 IANA's.
    ///
    /// OpenSSL leaves the hash out where the bulk algorithm is ChaCha20-Poly1305.
    public String openSslName() {
        if (kx == Kx.ANY) {
            return ianaName();
        }
        var hashLabel = bulk == Bulk.CHACHA20_POLY1305 ? "" : hash.name();
        return joined("-", Stream.of(kx.label(), auth.label(), bulk.openSslLabel(), hashLabel));
    }

    /// The name in GnuTLS' lists: `TLS_ECDHE_RSA_AES_128_GCM_SHA256`.
    ///
    /// GnuTLS leaves the hash out where the bulk algorithm is ChaCha20-Poly1305, except in TLS 1.3.
    public String gnuTlsName() {
        var hashLabel = bulk == Bulk.CHACHA20_POLY1305 && kx != Kx.ANY ? "" : hash.name();
        return joined("_", Stream.of("TLS", kx.label(), auth.label(), bulk.label(), hashLabel));
    }

    /// The suite with this code point, if it is implemented.
    public static Optional<CipherSuite> ofCode(int code) {
        return CodePoints.find(values(), CipherSuite::code, code);
    }

    private static String joined(String separator, Stream<String> labels) {
        return labels.filter(label -> !label.isEmpty()).collect(Collectors.joining(separator));
    }
}
