package postern.tls.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// Lists of names, separated by colons, commas or spaces, in the spelling of IANA, OpenSSL or GnuTLS. Not the
/// policy languages of those tools: every name is one thing.
///
/// Every method throws [IllegalArgumentException] for a name that is not known, with those that are.
public final class Names {
    private Names() {}

    /// Suites in this order. As with OpenSSL's `-cipher` and `-ciphersuites`, a list that names no suite of a
    /// version leaves that version's suites as they are.
    public static List<CipherSuite> suites(String list) {
        var named = parse(list, Implemented.SUITES, "cipher suite", Names::spellings);
        var result = new ArrayList<>(named);
        for (var version : List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)) {
            if (named.stream().noneMatch(suite -> suite.usableIn(version))) {
                Implemented.SUITES.stream()
                        .filter(suite -> suite.usableIn(version))
                        .forEach(result::add);
            }
        }
        return List.copyOf(result);
    }

    /// Groups in this order. A star before one says that a client sends a key share for it at once: see
    /// [#keyShares].
    public static List<NamedGroup> groups(String list) {
        return parse(list.replace("*", ""), Implemented.ALL_GROUPS, "group", Names::spellings);
    }

    /// The groups with a star in a list for [#groups]; empty if none has one.
    public static List<NamedGroup> keyShares(String list) {
        return words(list).stream()
                .filter(word -> word.startsWith("*"))
                .flatMap(word -> groups(word).stream())
                .distinct()
                .toList();
    }

    /// Signature schemes in this order; those of OpenSSL's pairs, too.
    public static List<SignatureScheme> schemes(String list) {
        return parse(list, Implemented.ALL_SCHEMES, "signature scheme", Names::spellings);
    }

    /// A version as `1.2` or `TLS1.2`.
    public static ProtocolVersion version(String text) {
        var versions = parse(text, List.of(ProtocolVersion.values()), "protocol version", Names::spellings);
        if (versions.size() != 1) {
            throw new IllegalArgumentException("'" + text + "' is not one protocol version; write one, such as 1.2");
        }
        return versions.getFirst();
    }

    /// The versions from `min` to `max`, both included.
    public static List<ProtocolVersion> versions(ProtocolVersion min, ProtocolVersion max) {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException("the oldest version, " + min + ", is newer than the newest, " + max);
        }
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> version.atLeast(min) && max.atLeast(version))
                .toList();
    }

    /// Application protocols.
    public static List<String> protocols(String list) {
        return words(list);
    }

    private static <T> List<T> parse(String list, List<T> all, String kind, Function<T, Stream<String>> spellings) {
        return words(list).stream()
                .map(word -> find(word, all, kind, spellings))
                .distinct()
                .toList();
    }

    private static <T> T find(String word, List<T> all, String kind, Function<T, Stream<String>> spellings) {
        return all.stream()
                .filter(each -> spellings.apply(each).anyMatch(word::equalsIgnoreCase))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no " + kind
                        + " known here; there are " + String.join(", ", known(all, spellings))));
    }

    private static <T> List<String> known(List<T> all, Function<T, Stream<String>> spellings) {
        return all.stream()
                .map(each -> spellings.apply(each).findFirst().orElseThrow())
                .toList();
    }

    private static List<String> words(String list) {
        var words = Arrays.stream(list.strip().split("[:,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the list '" + list + "' names nothing");
        }
        return words;
    }

    private static Stream<String> spellings(CipherSuite suite) {
        return Stream.of(suite.openSslName(), suite.ianaName(), suite.gnuTlsName());
    }

    private static Stream<String> spellings(NamedGroup group) {
        var old = group == NamedGroup.SECP256R1 ? "prime256v1" : group.ianaName();
        return Stream.of(group.displayName(), group.ianaName(), group.gnuTlsName(), old);
    }

    /// OpenSSL joins algorithm and hash by a plus: `RSA+SHA256`, `RSA-PSS+SHA256`, `ECDSA+SHA384`.
    private static Stream<String> spellings(SignatureScheme scheme) {
        var parts =
                scheme.name().replace("PKCS1_", "").replace("PSS_RSAE", "PSS").split("_");
        var algorithm = scheme.name().startsWith("RSA_PSS_RSAE") ? "RSA-PSS" : parts[0];
        boolean pair = parts.length > 1 && !scheme.name().startsWith("RSA_PSS_PSS");
        var gnuTls = scheme.name().replace("PKCS1_", "").replace('_', '-');
        return pair
                ? Stream.of(scheme.ianaName(), algorithm + "+" + parts[parts.length - 1], "SIGN-" + gnuTls)
                : Stream.of(scheme.ianaName(), "SIGN-" + gnuTls);
    }

    private static Stream<String> spellings(ProtocolVersion version) {
        var name = version.displayName().toLowerCase(Locale.ROOT);
        return Stream.of(name.replaceAll("^[a-z]+", ""), name, name.replaceAll("^tls", "tlsv"));
    }
}
