package postern.tls.param;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How OpenSSL and GnuTLS make the name of a suite from its columns: key exchange, authentication, bulk
/// algorithm, hash. Each world leaves out what it thinks goes without saying.
final class SuiteName {
    private SuiteName() {}

    /// `ECDHE-RSA-AES128-GCM-SHA256`, `AES128-SHA`, `ADH-AES256-SHA256`, `PSK-AES128-CBC-SHA`.
    static String openSsl(CipherSuite suite) {
        return switch (suite.kx()) {
            case ANY -> suite.ianaName();
            case GOST_2001 -> suite.bulk() == Bulk.NULL ? "GOST2001-NULL-GOST94" : "GOST2001-GOST89-GOST89";
            case GOST_2012 -> "IANA-GOST2012-GOST8912-GOST8912";
            default -> joined("-", openSslKeyExchange(suite), openSslBulk(suite), openSslHash(suite));
        };
    }

    private static String openSslKeyExchange(CipherSuite suite) {
        var kx = suite.kx();
        return switch (suite.auth()) {
            case NONE ->
                switch (kx) {
                    case ECDHE -> "AECDH";
                    case DHE_EXPORT -> "EXP-ADH";
                    default -> "ADH";
                };
            case PSK -> kx.label();
            case SRP -> "SRP";
            default -> openSslCertified(suite);
        };
    }

    /// RSA key exchange is not named. One name forgets the RSA of the certificate, too.
    private static String openSslCertified(CipherSuite suite) {
        boolean forgotten = suite.kx() == Kx.ECDHE
                && suite.auth() == Auth.RSA
                && suite.bulk().name().startsWith("ARIA");
        return switch (suite.kx()) {
            case RSA -> "";
            case RSA_PSK, RSA_EXPORT -> suite.kx().label();
            default ->
                forgotten
                        ? suite.kx().label()
                        : suite.kx().label() + "-" + suite.auth().label();
        };
    }

    /// Where there is no certificate's name before it, the mode is spelt out.
    private static String openSslBulk(CipherSuite suite) {
        var bulk = suite.bulk();
        boolean spelt = suite.kx().isPreShared() || suite.kx() == Kx.SRP;
        return switch (bulk) {
            case TRIPLE_DES_CBC -> spelt ? "3DES-EDE-CBC" : bulk.openSslLabel();
            case AES_128_CBC, AES_256_CBC -> {
                var label = suite.kx() == Kx.SRP ? bulk.openSslLabel().replace("AES", "AES-") : bulk.openSslLabel();
                yield spelt ? label + "-CBC" : label;
            }
            default -> bulk.openSslLabel();
        };
    }

    private static String openSslHash(CipherSuite suite) {
        return switch (suite.mac()) {
            case AEAD -> suite.bulk().isGcm() ? suite.hash().name() : "";
            case SHA1 -> "SHA";
            default -> suite.mac().name();
        };
    }

    /// `TLS_ECDHE_RSA_AES_128_GCM_SHA256`, `TLS_RSA_AES_128_CBC_SHA1`, `TLS_DH_ANON_ARCFOUR_128_MD5`.
    static String gnuTls(CipherSuite suite) {
        return switch (suite.kx()) {
            case ANY -> suite.ianaName();
            case GOST_2001, GOST_2012 -> suite.ianaName().replace("WITH_", "");
            default -> joined("_", "TLS", gnuTlsKeyExchange(suite), gnuTlsBulk(suite), gnuTlsHash(suite));
        };
    }

    private static String gnuTlsKeyExchange(CipherSuite suite) {
        var kx = suite.kx();
        return switch (kx) {
            case RSA, PSK, DHE_PSK, RSA_PSK, ECDHE_PSK -> kx.name();
            case RSA_EXPORT -> "RSA_EXPORT";
            case SRP ->
                suite.auth() == Auth.SRP ? "SRP_SHA" : "SRP_SHA_" + suite.auth().label();
            default ->
                suite.auth() == Auth.NONE
                        ? kx.name().replace("DHE", "DH_ANON")
                        : kx.name() + "_" + suite.auth().label();
        };
    }

    private static String gnuTlsBulk(CipherSuite suite) {
        return suite.bulk().label().replace("RC4", "ARCFOUR");
    }

    private static String gnuTlsHash(CipherSuite suite) {
        return suite.mac() == Mac.AEAD ? openSslHash(suite) : suite.mac().name();
    }

    private static String joined(String separator, String... labels) {
        return Stream.of(labels).filter(label -> !label.isEmpty()).collect(Collectors.joining(separator));
    }
}
