package postern.tls.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;

/// What `openssl ciphers` (3.0) lists: the suites of TLS 1.3, which have a list of their own, before those that a
/// cipher string selects.
public final class OpenSslListing {
    private static final List<CipherSuite> DEFAULT_13 = List.of(
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_128_GCM_SHA256);

    private OpenSslListing() {}

    /// An entry of a list. Two values that are no suites may stand among those of TLS 1.3, too.
    ///
    /// @param suite null for such a value
    public record Entry(
            int code,
            String openSslName,
            String ianaName,
            @Nullable CipherSuite suite) {
        static Entry of(CipherSuite suite) {
            return new Entry(suite.code(), suite.openSslName(), suite.ianaName(), suite);
        }

        private static Entry signal(int code, String name) {
            return new Entry(code, name, name, null);
        }

        /// The line that `-v` prints.
        public String describe() {
            if (suite == null) {
                return line("unknown", "any", "any", "unknown", "unknown");
            }
            return line(
                    versionWord(suite),
                    keyExchangeWord(suite.kx()),
                    authWord(suite.auth()),
                    cipherWord(suite.bulk()),
                    suite.mac().name());
        }

        private String line(String version, String... words) {
            return "%-30s %-7s Kx=%-8s Au=%-5s Enc=%-22s Mac=%-4s"
                    .formatted(openSslName, version, words[0], words[1], words[2], words[3]);
        }
    }

    /// The standard names of `-ciphersuites`, separated by colons. Despite its name the option takes suites of
    /// every version, and puts them among those of TLS 1.3. Names that are not known are skipped.
    ///
    /// @throws PolicyException if there is text, but no name in it is known
    public static List<Entry> tls13(Optional<String> names, SuiteWorld world) {
        if (names.isEmpty()) {
            return DEFAULT_13.stream().map(Entry::of).toList();
        }
        var known = Stream.of(names.get().split(":", -1))
                .map(String::strip)
                .flatMap(name -> find(name, world).stream())
                .toList();
        if (known.isEmpty() && !names.get().isEmpty()) {
            throw new PolicyException(PolicyException.Reason.NO_CIPHER_MATCH, 0, 1);
        }
        return known.stream().filter(entry -> !isDormant(entry)).toList();
    }

    /// All that a cipher string and `-ciphersuites` select together.
    ///
    /// @throws PolicyException if the string is refused, or nothing older than TLS 1.3 is selected
    public static List<Entry> list(List<Entry> tls13, OpenSslCipherString string) {
        var all = new ArrayList<>(tls13);
        string.evaluate(isOld(tls13)).suites().forEach(suite -> all.add(Entry.of(suite)));
        return all;
    }

    private static boolean isOld(List<Entry> tls13) {
        return tls13.stream()
                .anyMatch(entry -> entry.suite() == null || entry.suite().kx() != Kx.ANY);
    }

    /// The suite that has this standard name, if OpenSSL knows it, be it only by name.
    public static Optional<Entry> find(String standardName, SuiteWorld world) {
        return Stream.of(
                        world.suites().stream().map(Entry::of),
                        Arrays.stream(CipherSuite.values())
                                .filter(suite -> suite.kx() == Kx.ANY)
                                .map(Entry::of),
                        Arrays.stream(CipherSuite.values()).map(Entry::of).filter(OpenSslListing::isDormant),
                        Stream.of(
                                Entry.signal(CipherSuite.FALLBACK_SCSV, "TLS_FALLBACK_SCSV"),
                                Entry.signal(
                                        CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV,
                                        "TLS_EMPTY_RENEGOTIATION_INFO_SCSV")))
                .flatMap(entries -> entries)
                .filter(entry -> entry.ianaName().equals(standardName))
                .findFirst();
    }

    /// Known by its standard name, but without the algorithms.
    private static boolean isDormant(Entry entry) {
        return entry.suite() != null
                && switch (entry.suite().bulk()) {
                    case SEED_CBC, IDEA_CBC -> true;
                    default -> entry.suite().kx() == Kx.GOST_2001;
                };
    }

    private static String versionWord(CipherSuite suite) {
        return switch (suite.lowestVersion()) {
            case SSL30 -> "SSLv3";
            case TLS10 -> "TLSv1";
            case TLS11 -> "TLSv1.1";
            case TLS12 -> "TLSv1.2";
            case TLS13 -> "TLSv1.3";
        };
    }

    private static String keyExchangeWord(Kx kx) {
        return switch (kx) {
            case ANY -> "any";
            case DHE, ECDHE, DHE_PSK, ECDHE_PSK, RSA_PSK -> {
                var word = kx.name().replace("_", "");
                yield kx.isPreShared() ? word : word.replace("DHE", "DH");
            }
            default -> kx.name();
        };
    }

    private static String authWord(Auth auth) {
        return switch (auth) {
            case ANY -> "any";
            case NONE -> "None";
            default -> auth.name();
        };
    }

    private static String cipherWord(Bulk bulk) {
        var name = bulk.name();
        var family = switch (bulk) {
            case NULL -> "None";
            case CHACHA20_POLY1305 -> "CHACHA20/POLY1305";
            case TRIPLE_DES_CBC -> "3DES";
            case RC4_128 -> "RC4";
            case CAMELLIA_128_CBC, CAMELLIA_256_CBC -> "Camellia";
            default ->
                name.replaceAll("_\\d+_(CBC)?", "").replace("CCM_8", "CCM8").replaceAll("_.*", "");
        };
        return bulk == Bulk.NULL ? family : family + "(" + bulk.bits() + ")";
    }
}
