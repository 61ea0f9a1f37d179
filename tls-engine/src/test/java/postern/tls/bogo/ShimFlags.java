package postern.tls.bogo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The runner's command line: flags with their values, some of them for the first or the later connections
/// alone.
final class ShimFlags {
    private static final Set<String> SWITCHES = words("""
            -renegotiate-freely -renegotiate-explicit -renegotiate-ignore -renegotiate-once -tls-unique
            -forbid-renegotiation-after-handshake -install-cert-compression-algs -enable-early-data -enable-grease -expect-accept-early-data -expect-no-offer-early-data
            -expect-reject-early-data -expect-ticket-supports-early-data
            -async -cbc-record-splitting -check-close-notify -decline-alpn -decline-ocsp-callback
            -enable-ocsp-stapling -expect-extended-master-secret -expect-hrr -expect-no-hrr -expect-no-peer-cert
            -expect-no-secure-renegotiation -expect-no-session -expect-no-session-id
            -expect-secure-renegotiation -expect-session-miss -expect-sha256-client-cert -expect-verify-result
            -fail-ocsp-callback -fallback-scsv -handshake-never-done -implicit-handshake -ipv6
            -is-handshaker-supported -jdk11-workaround -key-update -no-op-extra-handshake -no-ticket -no-tls1
            -no-tls11 -no-tls12 -no-tls13 -partial-write -peek-then-read -read-with-unfinished-write
            -reject-alpn -renew-ticket -require-any-client-certificate -retain-only-sha256-client-cert
            -reverify-on-resume -server -server-preference -set-ocsp-in-callback -shim-shuts-down
            -shim-writes-first -skip-ticket -use-custom-verify-callback -use-early-callback -use-export-context
            -use-ocsp-callback -use-old-client-cert-callback -use-ticket-aead-callback -use-ticket-callback
            -verify-fail -verify-peer -verify-peer-if-no-obc -write-different-record-sizes
            """);
    private static final Set<String> VALUES = words("""
            -psk -psk-identity -expect-total-renegotiations -install-one-cert-compression-alg -expect-early-data-reason
            -advertise-alpn -cert-file -cipher -expect-advertised-alpn -expect-alpn -expect-cipher
            -expect-client-ca-list -expect-curve-id -expect-msg-callback -expect-ocsp-response
            -expect-peer-cert-file -expect-peer-signature-algorithm -expect-server-name
            -expect-version -export-context -export-keying-material -export-label
            -host-name -key-file -max-version -min-version -ocsp-response -port -read-size -resume-count
            -resumption-delay -select-alpn -shim-id -shim-initial-write -trust-cert -use-client-ca-list
            """);
    private static final Set<String> LISTS = words("""
            -curves -expect-peer-verify-pref -key-shares -signing-prefs -verify-prefs
            """);

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    private final Map<String, List<String>> given;

    private ShimFlags(Map<String, List<String>> given) {
        this.given = given;
    }

    /// The flags of one connection: those for all, overruled by those for its kind.
    ///
    /// @param kind `-on-initial` or `-on-resume` or `-on-retry`
    static ShimFlags of(List<String> arguments, String kind) throws ShimExit {
        var common = new HashMap<String, List<String>>();
        var special = new HashMap<String, List<String>>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var flag = unprefixed(argument);
            var value = "";
            if (!SWITCHES.contains(flag)) {
                if (!VALUES.contains(flag) && !LISTS.contains(flag)) {
                    throw ShimExit.unimplemented(argument);
                }
                i++;
                if (i == arguments.size()) {
                    throw ShimExit.failure(argument + " lacks its value");
                }
                value = arguments.get(i);
            }
            if (flag.equals(argument)) {
                common.computeIfAbsent(flag, _ -> new ArrayList<>()).add(value);
            } else if (argument.equals(kind + flag)) {
                special.computeIfAbsent(flag, _ -> new ArrayList<>()).add(value);
            }
        }
        common.putAll(special);
        return new ShimFlags(common);
    }

    private static String unprefixed(String argument) {
        for (var prefix : List.of("-on-initial", "-on-resume", "-on-retry", "-on-shim")) {
            if (argument.startsWith(prefix + "-")) {
                return argument.substring(prefix.length());
            }
        }
        return argument;
    }

    boolean has(String flag) {
        return given.containsKey(flag);
    }

    Optional<String> text(String flag) {
        return Optional.ofNullable(given.get(flag)).map(List::getLast);
    }

    OptionalInt number(String flag) throws ShimExit {
        var text = text(flag);
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) parse(flag, text.get()));
    }

    long longNumber(String flag) throws ShimExit {
        return parse(flag, text(flag).orElse("0"));
    }

    List<Integer> numbers(String flag) throws ShimExit {
        var numbers = new ArrayList<Integer>();
        for (var text : given.getOrDefault(flag, List.of())) {
            numbers.add((int) parse(flag, text));
        }
        return numbers;
    }

    private static long parse(String flag, String text) throws ShimExit {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw ShimExit.failure(flag + " " + text + " is no number");
        }
    }
}
