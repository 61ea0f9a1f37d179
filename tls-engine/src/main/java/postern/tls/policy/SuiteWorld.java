package postern.tls.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;

/// Of which suites a cipher string speaks.
public enum SuiteWorld {
    /// Those of OpenSSL 3.0 as Debian builds it, without 3DES and RC4: for comparing lists.
    OPENSSL,
    /// Those and 3DES and RC4, which Postern has: as if OpenSSL were built with `enable-weak-ssl-ciphers`.
    POSTERN;

    /// All suites of TLS 1.2 and older, the highest code point first.
    List<CipherSuite> suites() {
        return Arrays.stream(CipherSuite.values())
                .filter(this::has)
                .sorted(Comparator.comparingInt(CipherSuite::code).reversed())
                .toList();
    }

    private boolean has(CipherSuite suite) {
        return switch (suite.bulk()) {
            case CAMELLIA_128_GCM, CAMELLIA_256_GCM -> false; // OpenSSL never had them
            case SEED_CBC, IDEA_CBC, DES_CBC, DES40_CBC, RC2_40_CBC, RC4_40, GOST_28147_CNT -> false;
            case TRIPLE_DES_CBC, RC4_128 -> this == POSTERN;
            default -> suite.kx() != Kx.ANY && suite.kx() != Kx.GOST_2001;
        };
    }

    /// Whether a word has a meaning only if RC4 is there. 3DES has one always.
    boolean knows(Bulk bulk) {
        return this == POSTERN || bulk != Bulk.RC4_128;
    }
}
