package postern.tls.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import postern.tls.cli.GnuTlsCiphers;
import postern.tls.cli.OpenSslCiphers;
import postern.tls.param.CipherSuite;

/// Random strings of both languages, made along their grammars, put to Postern and to the real tool: both have to
/// say the same, word for word.
class RealToolsProperties {
    private static final Pattern REASON = Pattern.compile("(?m)^[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]*):");

    private static final boolean OPENSSL = RealTool.isInstalled("openssl");
    private static final boolean GNUTLS = RealTool.isInstalled("gnutls-cli");

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void openSslSaysTheSame(@ForAll("cipherStrings") String string, @ForAll("flags") List<String> flags) {
        compareOpenSsl(string, flags);
    }

    @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
    @Tag("deep")
    void openSslSaysTheSameManyTimes(@ForAll("cipherStrings") String string, @ForAll("flags") List<String> flags) {
        compareOpenSsl(string, flags);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void gnuTlsSaysTheSame(@ForAll("priorityStrings") String string) {
        compareGnuTls(string);
    }

    @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
    @Tag("deep")
    void gnuTlsSaysTheSameManyTimes(@ForAll("priorityStrings") String string) {
        compareGnuTls(string);
    }

    private static void compareOpenSsl(String string, List<String> flags) {
        assumeTrue(OPENSSL, "needs openssl");
        var theirs = RealTool.openSsl(flags, string);
        var ours = OpenSslCiphers.of(flags, SuiteWorld.OPENSSL).answer(Optional.of(string));
        var asked = "'" + string + "' " + flags;
        var reasons = REASON.matcher(theirs.errors()).results().map(m -> m.group(1));
        assertEquals(theirs.exit(), ours.exit(), asked);
        assertEquals(reasons.toList(), ours.errors(), asked);
        assertEquals(theirs.output().lines().toList(), ours.lines(), asked);
    }

    private static void compareGnuTls(String string) {
        assumeTrue(GNUTLS, "needs gnutls-cli");
        var theirs = RealTool.gnuTls(string);
        var ours = GnuTlsCiphers.of(string, Optional.empty());
        assertEquals(theirs.exit(), ours.exit(), string);
        assertEquals(
                theirs.errors().strip(), String.join("\n", ours.complaint()).strip(), string);
        assertEquals(theirs.output().strip(), String.join("\n", ours.lines()).strip(), string);
    }

    // OpenSSL

    @Provide
    Arbitrary<List<String>> flags() {
        Arbitrary<List<String>> looks = Arbitraries.of(
                List.<String>of(),
                List.of("-v"),
                List.of("-V"),
                List.of("-stdname"),
                List.of("-V", "-stdname"),
                List.of());
        Arbitrary<List<String>> uses = Arbitraries.of(
                List.<String>of(),
                List.of("-s"),
                List.of("-s", "-psk"),
                List.of("-s", "-srp", "-psk"),
                List.of("-s", "-tls1"),
                List.of("-s", "-tls1_1"),
                List.of("-s", "-tls1_2"),
                List.of("-s", "-tls1_3"),
                List.of("-tls1_2"));
        var names = Arbitraries.of(suiteNames(CipherSuite::ianaName))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> List.of("-ciphersuites", String.join(":", list)));
        var lists = Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(List.<String>of())), Tuple.of(1, names));
        return Combinators.combine(looks, uses, lists)
                .as((a, b, c) -> Stream.of(a, b, c).flatMap(List::stream).toList());
    }

    @Provide
    Arbitrary<String> cipherStrings() {
        var word = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(words(OPENSSL_WORDS))),
                Tuple.of(2, Arbitraries.of(suiteNames(CipherSuite::openSslName))),
                Tuple.of(1, Arbitraries.of(words("RC4 SEED DES FOO all tls1 TLSv1.3 AEAD aGOST kECDHr"))));
        var item = word.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join("+", list));
        var step = Combinators.combine(Arbitraries.of("", "", "", "+", "-", "!"), item)
                .as(String::concat);
        var special = Arbitraries.of(
                words(
                        "@STRENGTH @SECLEVEL=0 @SECLEVEL=1 @SECLEVEL=2 @SECLEVEL=3 @SECLEVEL=4 @SECLEVEL=5 @SECLEVEL=6 @strength @"));
        var odd = Arbitraries.of("_", "*", "é", "AES_128", "3DES+", "RC4+", "AES128-SHA_", "|", "+", "!", "-", "++AES");
        var part = Arbitraries.frequencyOf(Tuple.of(20, step), Tuple.of(3, special), Tuple.of(1, odd));
        var separator = Arbitraries.of(":", ":", ":", ",", " ", ";", "::", "", " : ");
        var rest = Combinators.combine(part, separator)
                .as(String::concat)
                .list()
                .ofMinSize(0)
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
        var start = Arbitraries.of(
                "", "", "", "ALL:", "DEFAULT:", "DEFAULT", "ALL:COMPLEMENTOFALL:", "SUITEB128", "SUITEB192:", "HIGH ");
        return Combinators.combine(start, rest).as(String::concat);
    }

    // GnuTLS

    @Provide
    Arbitrary<String> priorityStrings() {
        var name = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(GnuTlsNames.CIPHERS)),
                Tuple.of(2, Arbitraries.of(GnuTlsNames.MACS)),
                Tuple.of(3, Arbitraries.of(GnuTlsNames.KEY_EXCHANGES)),
                Tuple.of(3, prefixed("VERS-", GnuTlsNames.VERSIONS)),
                Tuple.of(2, prefixed("GROUP-", GnuTlsNames.GROUPS)),
                Tuple.of(1, prefixed("CURVE-", GnuTlsNames.GROUPS)),
                Tuple.of(1, prefixed("CURVE-", GnuTlsNames.SIGNING_CURVES)),
                Tuple.of(2, prefixed("SIGN-", GnuTlsNames.SIGNATURES)),
                Tuple.of(4, Arbitraries.of(words(GNUTLS_FAMILIES))),
                Tuple.of(1, Arbitraries.of(words(GNUTLS_ODD))));
        var signed = Combinators.combine(Arbitraries.of("+", "+", "+", "-", "!"), name)
                .as(String::concat);
        var capitals = Combinators.combine(signed, Arbitraries.integers().between(0, 9))
                .as((token, die) -> die == 0 ? token.toLowerCase(Locale.ROOT) : token);
        var flag = Arbitraries.of(GnuTlsFlag.class).map(each -> "%" + each);
        var level = Arbitraries.of(words(GNUTLS_LEVELS));
        var token = Arbitraries.frequencyOf(
                Tuple.of(20, capitals),
                Tuple.of(3, flag),
                Tuple.of(2, level),
                Tuple.of(1, level.map(each -> "+" + each)),
                Tuple.of(1, Arbitraries.of("", "NONE", "%FOO", "+FOO", "RSA", "-PFS", "%compat", "@X")));
        var separator = Arbitraries.of(":", ":", ":", ":", ":", ":", ":", ": ", " :", ":  ");
        var tokens = Combinators.combine(separator, token)
                .as(String::concat)
                .list()
                .ofMaxSize(9)
                .map(list -> String.join("", list));
        var start = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(words(GNUTLS_LEVELS))),
                Tuple.of(3, Arbitraries.of(GNUTLS_STARTS)),
                Tuple.of(1, token));
        return Combinators.combine(start, tokens).as(String::concat);
    }

    private static Arbitrary<String> prefixed(String prefix, List<String> names) {
        return Arbitraries.of(names).map(prefix::concat);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static List<String> suiteNames(Function<CipherSuite, String> name) {
        return Stream.of(CipherSuite.values()).map(name).toList();
    }

    private static final String OPENSSL_WORDS =
            "ALL COMPLEMENTOFALL COMPLEMENTOFDEFAULT DEFAULT kRSA kEDH kDHE DH kEECDH kECDHE ECDH kPSK kRSAPSK kECDHEPSK"
                    + " kDHEPSK kSRP aRSA aDSS DSS aNULL aECDSA ECDSA aPSK aSRP EDH DHE EECDH ECDHE NULL RSA ADH AECDH PSK"
                    + " SRP 3DES eNULL AES128 AES256 AES AESGCM AESCCM AESCCM8 CAMELLIA128 CAMELLIA256 CAMELLIA CHACHA20"
                    + " ARIA ARIAGCM ARIA128 ARIA256 CBC MD5 SHA1 SHA SHA256 SHA384 SSLv3 TLSv1 TLSv1.0 TLSv1.2 LOW MEDIUM"
                    + " HIGH FIPS EDH-DSS-DES-CBC3-SHA EDH-RSA-DES-CBC3-SHA";

    private static final String GNUTLS_LEVELS =
            "NORMAL LEGACY PFS PERFORMANCE SECURE128 SECURE192 SECURE SECURE256 SUITEB128 SUITEB192 normal";

    private static final String GNUTLS_FAMILIES =
            "VERS-ALL VERS-TLS-ALL VERS-DTLS-ALL GROUP-ALL GROUP-DH-ALL GROUP-EC-ALL GROUP-GOST-ALL CURVE-ALL SIGN-ALL"
                    + " SIGN-GOST-ALL MAC-ALL MAC-GOST-ALL CIPHER-ALL CIPHER-GOST-ALL KX-ALL KX-GOST-ALL GOST CTYPE-ALL"
                    + " CTYPE-X509 CTYPE-RAWPK CTYPE-CLI-ALL CTYPE-SRV-X.509 CTYPE-CLI-RAWPK COMP-ALL COMP-NULL";

    private static final String GNUTLS_ODD =
            "CTYPE-OPENPGP CTYPE-CLI-OPENPGP ARCFOUR-40 RSA-EXPORT MAC-FOO CIPHER-AES-128-GCM KX-RSA SIGN-ALLX GOSTX MAC-NULL"
                    + " SHA3-256 MD2 TLS1.2 AES128 3DES SHA RSA_ARCFOUR_SHA CURVE-TC26-256-B CURVE-TC26-512-A CURVE-GC256A"
                    + " GROUP-FOO SIGN-GOSTR341094 VERS-TLS-ALL-OLD VERS-TLS1 COMP- CTYPE-FOO SIGN-";

    private static final List<String> GNUTLS_STARTS = List.of(
            "NONE:+VERS-TLS1.2:+AES-128-GCM:+AEAD:+ECDHE-RSA:+SIGN-ALL:+GROUP-ALL",
            "NONE:+VERS-ALL:+CIPHER-ALL:+MAC-ALL:+KX-ALL:+SIGN-ALL:+GROUP-ALL",
            "NONE:+VERS-TLS-ALL:+NULL:+AES-128-CBC:+SHA1:+SHA256:+SHA384:+ECDHE-PSK:+PSK:+SIGN-ALL:+CURVE-ALL",
            "NONE:+VERS-DTLS-ALL:+ARCFOUR-128:+CAMELLIA-128-GCM:+NULL:+AEAD:+SHA1:+SHA384:+ECDHE-PSK:+DHE-RSA:+SIGN-ALL",
            "NONE:+VERS-TLS1.3:+AES-128-CCM-8:+AES-256-GCM:+AEAD:+PSK:+SIGN-ECDSA-SECP256R1-SHA256:+GROUP-X25519",
            "NONE:+VERS-TLS1.0:+VERS-TLS1.3:+AES-256-GCM:+AES-256-CBC:+AEAD:+SHA1:+RSA:+SIGN-RSA-MD5",
            "NONE",
            " NORMAL");
}
