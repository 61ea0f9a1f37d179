package postern.smtp.expand;

import java.util.Set;

/// The variables that hold a certificate, which only some items and operators take.
final class CertificateVariables {
    private static final Set<String> NAMES =
            Set.of("tls_in_ourcert", "tls_in_peercert", "tls_out_ourcert", "tls_out_peercert");

    private CertificateVariables() {}

    static boolean isOne(String name) {
        return NAMES.contains(name);
    }
}
