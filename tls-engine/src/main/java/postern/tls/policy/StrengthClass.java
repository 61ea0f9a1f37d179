package postern.tls.policy;

import java.util.EnumSet;
import java.util.Set;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;

/// OpenSSL's rough marks of quality: a suite has one of the first four, and perhaps [#FIPS].
enum StrengthClass {
    /// No encryption.
    NONE,
    LOW,
    /// 3DES and RC4.
    MEDIUM,
    HIGH,
    /// AES in CBC and GCM, and 3DES: what FIPS 140 allowed when the marks were made.
    FIPS;

    static Set<StrengthClass> of(CipherSuite suite) {
        var quality = switch (suite.bulk()) {
            case NULL -> NONE;
            case TRIPLE_DES_CBC, RC4_128, SEED_CBC, IDEA_CBC -> MEDIUM;
            case DES_CBC, DES40_CBC, RC2_40_CBC, RC4_40 -> LOW;
            default -> HIGH;
        };
        return isFips(suite) ? EnumSet.of(quality, FIPS) : EnumSet.of(quality);
    }

    private static boolean isFips(CipherSuite suite) {
        var approved =
                EnumSet.of(Bulk.AES_128_CBC, Bulk.AES_256_CBC, Bulk.AES_128_GCM, Bulk.AES_256_GCM, Bulk.TRIPLE_DES_CBC);
        return approved.contains(suite.bulk()) && suite.kx() != Kx.SRP;
    }

    /// Whether OpenSSL leaves the suite out of `DEFAULT`: sound perhaps, but seldom wanted. Suites without
    /// encryption do not count; they are left out of more.
    static boolean isNotDefault(CipherSuite suite) {
        var bulk = suite.bulk().name();
        boolean seldom = suite.auth() == Auth.DSS
                || suite.auth() == Auth.NONE
                || bulk.contains("CCM")
                || bulk.startsWith("ARIA")
                || bulk.startsWith("CAMELLIA");
        return suite.bulk() != Bulk.NULL && (seldom || of(suite).contains(MEDIUM));
    }
}
