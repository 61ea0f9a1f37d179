package postern.smtp.daemon;

import java.util.ArrayList;
import java.util.List;
import postern.smtp.config.Configuration;

/// Where an option that is not set means something else here than in today's Exim: the manual's chapter on TLS
/// decides, and it is older.
final class Differences {
    private Differences() {}

    private record Difference(String option, String words) {}

    private static final List<Difference> ALL = List.of(
            new Difference("tls_advertise_hosts", "unset, so that STARTTLS is offered to nobody; today's Exim: *"),
            new Difference("tls_certificate", "unset: STARTTLS is answered with 454; today's Exim makes a certificate"),
            new Difference(
                    "tls_dhparam",
                    "unset is ike23 with OpenSSL, as the manual says; today's Exim:"
                            + " exim.dev.20160529.3 (RFC 8247 advises against ike23)"),
            new Difference("tls_verify_certificates", "unset; today's Exim: system"),
            new Difference("recipients_max", "1000; today's Exim: 50000"),
            new Difference("smtp_accept_max", "2000, for connections are threads here; Exim: 20"));

    /// Those that this configuration meets.
    static List<String> of(Configuration configuration) {
        var words = new ArrayList<String>();
        for (var difference : ALL) {
            if (configuration.main().get(difference.option()).at().isEmpty()) {
                words.add("default of " + difference.option() + ": " + difference.words());
            }
        }
        return words;
    }
}
