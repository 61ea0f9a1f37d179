package postern.tls.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.Mac;

/// The names of GnuTLS 3.7 in priority strings, as `gnutls-cli -l` prints them. Many are of things that no suite
/// uses: they may be asked for, are shown, and select nothing.
final class GnuTlsNames {
    static final List<String> CIPHERS = words("AES-256-CBC AES-192-CBC AES-128-CBC AES-128-GCM AES-192-GCM AES-256-GCM"
            + " AES-128-CCM AES-256-CCM AES-128-CCM-8 AES-256-CCM-8 ARCFOUR-128 ESTREAM-SALSA20-256 SALSA20-256 CHACHA20-32"
            + " CHACHA20-64 CAMELLIA-256-CBC CAMELLIA-192-CBC CAMELLIA-128-CBC CHACHA20-POLY1305 CAMELLIA-128-GCM"
            + " CAMELLIA-256-GCM GOST28147-TC26Z-CFB GOST28147-CPA-CFB GOST28147-CPB-CFB GOST28147-CPC-CFB"
            + " GOST28147-CPD-CFB AES-128-CFB8 AES-192-CFB8 AES-256-CFB8 AES-128-XTS AES-256-XTS AES-128-SIV AES-256-SIV"
            + " GOST28147-TC26Z-CNT MAGMA-CTR-ACPKM KUZNYECHIK-CTR-ACPKM 3DES-CBC DES-CBC RC2-40 NULL");

    static final List<String> MACS = words("SHA1 SHA256 SHA384 SHA512 SHA224 UMAC-96 UMAC-128 AEAD MD5 GOSTR341194"
            + " STREEBOG-256 STREEBOG-512 AES-CMAC-128 AES-CMAC-256 AES-GMAC-128 AES-GMAC-192 AES-GMAC-256"
            + " GOST28147-TC26Z-IMIT OMAC-MAGMA OMAC-KUZNYECHIK");

    static final List<String> KEY_EXCHANGES = words("ECDHE-RSA ECDHE-ECDSA RSA DHE-RSA DHE-DSS PSK RSA-PSK DHE-PSK"
            + " ECDHE-PSK SRP-DSS SRP-RSA SRP ANON-DH ANON-ECDH VKO-GOST-12");

    static final List<String> VERSIONS = words("TLS1.3 TLS1.2 TLS1.1 TLS1.0 SSL3.0 DTLS1.2 DTLS1.0 DTLS0.9");

    static final List<String> GROUPS =
            words("SECP192R1 SECP224R1 SECP256R1 SECP384R1 SECP521R1 X25519 X448 GC256A GC256B"
                    + " GC256C GC256D GC512A GC512B GC512C FFDHE2048 FFDHE3072 FFDHE4096 FFDHE6144 FFDHE8192");

    /// Curves that are no groups: they may be asked for, and print as nothing.
    static final List<String> SIGNING_CURVES = words("Ed25519 Ed448 CryptoPro-A CryptoPro-XchA");

    static final List<String> SIGNATURES = words("RSA-SHA256 RSA-SHA384 RSA-SHA512 RSA-PSS-SHA256 RSA-PSS-RSAE-SHA256"
            + " RSA-PSS-SHA384 RSA-PSS-RSAE-SHA384 RSA-PSS-SHA512 RSA-PSS-RSAE-SHA512 EdDSA-Ed25519 EdDSA-Ed448"
            + " ECDSA-SHA256 ECDSA-SHA384 ECDSA-SHA512 ECDSA-SECP256R1-SHA256 ECDSA-SECP384R1-SHA384"
            + " ECDSA-SECP521R1-SHA512 ECDSA-SHA3-224 ECDSA-SHA3-256 ECDSA-SHA3-384 ECDSA-SHA3-512 RSA-SHA3-224"
            + " RSA-SHA3-256 RSA-SHA3-384 RSA-SHA3-512 DSA-SHA3-224 DSA-SHA3-256 DSA-SHA3-384 DSA-SHA3-512 RSA-RAW"
            + " RSA-SHA1 RSA-SHA224 RSA-RMD160 DSA-SHA1 DSA-SHA224 DSA-SHA256 RSA-MD5 RSA-MD2 ECDSA-SHA1 ECDSA-SHA224"
            + " GOSTR341012-512 GOSTR341012-256 GOSTR341001 DSA-SHA384 DSA-SHA512");

    private static final Map<String, CipherSuite> SUITES = Arrays.stream(CipherSuite.values())
            .filter(GnuTlsNames::hasSuite)
            .collect(Collectors.toUnmodifiableMap(
                    suite -> key(keyExchange(suite), cipher(suite.bulk()), mac(suite.mac())), suite -> suite));

    private static final Map<List<String>, Map<String, String>> INDEX = new HashMap<>();

    static {
        Stream.of(CIPHERS, MACS, KEY_EXCHANGES, VERSIONS, GROUPS, SIGNING_CURVES, SIGNATURES)
                .forEach(names -> INDEX.put(
                        names,
                        names.stream().collect(Collectors.toUnmodifiableMap(GnuTlsNames::folded, name -> name))));
    }

    private GnuTlsNames() {}

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /// The name in its usual capitals, if it is one of these.
    static Optional<String> find(List<String> names, String name) {
        return Optional.ofNullable(INDEX.getOrDefault(names, Map.of()).get(folded(name)));
    }

    /// The suite with these three, if there is one; for TLS 1.3 the key exchange is empty.
    static Optional<CipherSuite> suite(String kx, String cipher, String mac) {
        return Optional.ofNullable(SUITES.get(key(kx, cipher, mac)));
    }

    private static String key(String kx, String cipher, String mac) {
        return kx + " " + cipher + " " + mac;
    }

    /// All but ARIA, and what nobody has any more.
    private static boolean hasSuite(CipherSuite suite) {
        return switch (suite.bulk()) {
            case ARIA_128_GCM, ARIA_256_GCM, SEED_CBC, IDEA_CBC, DES_CBC, DES40_CBC, RC2_40_CBC, RC4_40 -> false;
            default -> suite.kx() != Kx.GOST_2001;
        };
    }

    static String keyExchange(CipherSuite suite) {
        var kx = suite.kx();
        return switch (kx) {
            case ANY -> "";
            case DHE, ECDHE ->
                suite.auth() == Auth.NONE
                        ? "ANON-" + kx.name().replace("DHE", "DH")
                        : kx.name() + "-" + suite.auth().label();
            case SRP -> suite.auth() == Auth.SRP ? "SRP" : "SRP-" + suite.auth().label();
            case GOST_2012 -> "VKO-GOST-12";
            default -> kx.name().replace('_', '-');
        };
    }

    static String cipher(Bulk bulk) {
        return switch (bulk) {
            case TRIPLE_DES_CBC -> "3DES-CBC";
            case RC4_128 -> "ARCFOUR-128";
            case GOST_28147_CNT -> "GOST28147-TC26Z-CNT";
            default -> bulk.name().replace('_', '-');
        };
    }

    static String mac(Mac mac) {
        return mac == Mac.GOST_28147 ? "GOST28147-TC26Z-IMIT" : mac.name();
    }
}
