package postern.tls.param;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What of the registries this engine can really do: what it offers unless it is told otherwise, with the
/// dearest first, and all that it may be told. Everything else in the registries only has a name.
public final class Implemented {
    /// The longest key first, and where there is a choice the signature that costs the server least: the order
    /// that mail servers and their logs are used to.
    public static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);

    /// The groups in which keys can be agreed.
    public static final List<NamedGroup> GROUPS =
            List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    /// The signatures that can be made and verified.
    public static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.RSA_PKCS1_SHA512,
            SignatureScheme.RSA_PSS_PSS_SHA256,
            SignatureScheme.RSA_PSS_PSS_SHA384,
            SignatureScheme.RSA_PSS_PSS_SHA512);

    /// All groups that a configuration may name.
    public static final List<NamedGroup> ALL_GROUPS = Stream.concat(
                    GROUPS.stream(),
                    Stream.of(
                            NamedGroup.X448,
                            NamedGroup.SECP521R1,
                            NamedGroup.X25519MLKEM768,
                            NamedGroup.SECP256R1MLKEM768,
                            NamedGroup.SECP384R1MLKEM1024,
                            NamedGroup.FFDHE2048,
                            NamedGroup.FFDHE3072,
                            NamedGroup.FFDHE4096,
                            NamedGroup.FFDHE6144,
                            NamedGroup.FFDHE8192))
            .toList();

    /// All signature schemes that a configuration may name. Those with SHA-1 are for TLS 1.2 alone, and for
    /// peers that know no other (RFC 9155 forbids them).
    public static final List<SignatureScheme> ALL_SCHEMES = Stream.concat(
                    SCHEMES.stream(),
                    Stream.of(
                            SignatureScheme.ECDSA_SECP521R1_SHA512,
                            SignatureScheme.ED25519,
                            SignatureScheme.ED448,
                            SignatureScheme.RSA_PKCS1_SHA1,
                            SignatureScheme.ECDSA_SHA1))
            .toList();

    /// All suites that a configuration may name. Those beyond [#SUITES] have no forward secrecy, a cipher that
    /// is old, weak or rare, or nobody who is authenticated; so they are spoken only where somebody names them.
    public static final List<CipherSuite> ALL_SUITES = Stream.concat(
                    SUITES.stream(),
                    Arrays.stream(CipherSuite.values())
                            .filter(Implemented::isSpoken)
                            .filter(suite -> !SUITES.contains(suite)))
            .toList();

    /// What goes before [#SUITES] where two ends share a key, those with forward secrecy first.
    public static final List<CipherSuite> SHARED_KEY_SUITES = List.of(
            CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_DHE_PSK_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_DHE_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_RSA_PSK_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_RSA_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_PSK_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);

    /// What old clients may need besides [#SUITES]: static RSA, DHE and CBC, but a certificate, and a cipher
    /// that is no toy.
    public static final List<CipherSuite> LEGACY_SUITES = Stream.concat(
                    SUITES.stream(),
                    ALL_SUITES.stream()
                            .filter(suite -> !SUITES.contains(suite))
                            .filter(suite -> suite.auth() == Auth.RSA || suite.auth() == Auth.ECDSA)
                            .filter(suite -> !suite.kx().isPreShared())
                            .filter(suite -> suite.bulk() != Bulk.NULL && suite.bulk() != Bulk.RC4_128))
            .toList();

    private Implemented() {}

    private static boolean isSpoken(CipherSuite suite) {
        var key = switch (suite.kx()) {
            case ANY, RSA, DHE, ECDHE, PSK, DHE_PSK, RSA_PSK, ECDHE_PSK -> true;
            default -> false;
        };
        var authentication = switch (suite.auth()) {
            case ANY, RSA, ECDSA, NONE, PSK -> true;
            default -> false;
        };
        var mac = suite.mac() == Mac.AEAD || suite.mac().hash().isPresent();
        return key && authentication && mac && suite.bulk().compareTo(Bulk.NULL) <= 0;
    }
}
