package postern.smtp.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The names of options and drivers that Exim has, whether or not Postern has them too. Read when the first
/// unknown name turns up.
final class EximNames {
    private EximNames() {}

    /// What to say of an option that Postern does not have.
    ///
    /// @param section `main`, or the kind of driver
    static String unknown(String section, String name, Stream<String> known) {
        if (all().contains(section + " " + name)) {
            return advice(name);
        }
        var nearest = OptionTable.nearest(name.toLowerCase(Locale.ROOT), known);
        return "unknown"
                + nearest.map(word -> "; did you mean \"" + word + "\"?").orElse("");
    }

    private static String advice(String name) {
        var words = "not supported by Postern";
        return switch (name) {
            case "gnutls_require_kx", "gnutls_require_mac", "gnutls_require_protocols" ->
                words + ", nor by Exim since 4.80: say it in tls_require_ciphers, a GnuTLS priority string";
            default -> words;
        };
    }

    private static Set<String> all() {
        try (var in = EximNames.class.getResourceAsStream("exim-names.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource exim-names.txt is missing");
            }
            return new HashSet<>(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
