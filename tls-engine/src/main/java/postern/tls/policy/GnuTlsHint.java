package postern.tls.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;

/// Advice for strings that GnuTLS 3 refuses, but that once were right, or are right elsewhere: names of whole
/// suites, such as `RSA_ARCFOUR_SHA`, which GnuTLS 1 had, and words of OpenSSL.
public final class GnuTlsHint {
    private GnuTlsHint() {}

    /// What to write instead of the first such name in a string.
    public static Optional<String> of(String text) {
        return Stream.of(text.split("[:,\\s]+"))
                .map(token -> token.replaceFirst("^[+!-]", ""))
                .flatMap(token -> suite(token)
                        .map(suite -> "hint: " + token + " is the name of a suite; in GnuTLS 3 say " + today(suite))
                        .stream())
                .findFirst();
    }

    private static Optional<CipherSuite> suite(String token) {
        var word = plain(token);
        return Arrays.stream(CipherSuite.values())
                .filter(suite -> Stream.of(suite.gnuTlsName(), suite.ianaName(), suite.openSslName())
                        .anyMatch(name -> plain(name).equals(word)))
                .findFirst();
    }

    /// Both without what the old names left out: `TLS_`, the key length of ARCFOUR, `_EDE_CBC`, `_CBC`, the 1 of
    /// SHA1.
    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT)
                .replace('-', '_')
                .replaceFirst("^TLS_", "")
                .replace("ARCFOUR_128", "ARCFOUR")
                .replaceAll("_(EDE_CBC|CBC|WITH)(?=_)", "")
                .replaceAll("SHA1$", "SHA");
    }

    /// The three parts by which a priority string brings a suite in.
    private static String today(CipherSuite suite) {
        var kx = GnuTlsNames.keyExchange(suite);
        var rest = "+" + GnuTlsNames.cipher(suite.bulk()) + ":+" + GnuTlsNames.mac(suite.mac());
        return suite.kx() == Kx.ANY ? rest : "+" + kx + ":" + rest;
    }
}
