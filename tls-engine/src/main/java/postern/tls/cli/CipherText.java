package postern.tls.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;

/// What people write for `--ciphers`, taken apart into what OpenSSL's language has two options for. Names of
/// TLS 1.3 go into their own list; names of IANA and GnuTLS, which are no words of the language, become OpenSSL's.
///
/// @param string in OpenSSL's language; empty if only suites of TLS 1.3 were named
/// @param tls13 the names of suites of TLS 1.3, joined by colons; empty if there were none
public record CipherText(Optional<String> string, Optional<String> tls13) {
    private static final Pattern SEPARATORS = Pattern.compile("(?<=[:,; ])|(?=[:,; ])");

    /// Takes a text apart.
    ///
    /// @param ciphers the text
    /// @param tls13 names of TLS 1.3 that were given elsewhere
    public static CipherText of(Optional<String> ciphers, Optional<String> tls13) {
        var names = new ArrayList<>(tls13.stream().toList());
        var rest = new StringBuilder();
        boolean words = false;
        for (var part : SEPARATORS.split(ciphers.orElse(""))) {
            var suite = suite(part.replaceFirst("^[-+!]", ""));
            if (suite.filter(named -> named.kx() == Kx.ANY).isPresent() && isPlain(part)) {
                names.add(suite.get().ianaName());
                continue;
            }
            words |= part.length() > 1;
            rest.append(suite.map(named -> operator(part) + named.openSslName()).orElse(part));
        }
        return new CipherText(
                words ? Optional.of(rest.toString()) : Optional.empty(),
                names.isEmpty() ? Optional.empty() : Optional.of(String.join(":", names)));
    }

    private static boolean isPlain(String part) {
        return operator(part).isEmpty();
    }

    private static String operator(String part) {
        return part.matches("[-+!].*") ? part.substring(0, 1) : "";
    }

    /// The suite of a name that is no word of OpenSSL's language, which knows no underscores.
    private static Optional<CipherSuite> suite(String word) {
        List<CipherSuite> all = word.startsWith("TLS_") ? Arrays.asList(CipherSuite.values()) : List.of();
        return all.stream()
                .filter(suite -> Stream.of(suite.ianaName(), suite.gnuTlsName()).anyMatch(word::equals))
                .findFirst();
    }
}
