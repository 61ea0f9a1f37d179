package postern.tls.bogo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The runner's command line: flags with their values, some of them for the first or the later connections alone.
final class ShimFlags {
    private static final Set<String> SWITCHES = Set.of(
            "-ipv6",
            "-server",
            "-require-any-client-certificate",
            "-verify-peer",
            "-verify-fail",
            "-use-custom-verify-callback",
            "-reverify-on-resume",
            "-implicit-handshake",
            "-expect-session-miss",
            "-expect-extended-master-secret",
            "-expect-hrr",
            "-expect-no-hrr",
            "-expect-verify-result",
            "-expect-no-session",
            "-expect-no-session-id",
            "-expect-no-peer-cert",
            "-expect-secure-renegotiation",
            "-use-export-context",
            "-no-ticket",
            "-no-tls1",
            "-no-tls11",
            "-no-tls12",
            "-no-tls13",
            "-check-close-notify",
            "-shim-shuts-down",
            "-shim-writes-first",
            "-use-old-client-cert-callback",
            "-async",
            "-handshake-never-done",
            "-server-preference",
            "-no-op-extra-handshake",
            "-fallback-scsv",
            "-key-update",
            "-peek-then-read",
            "-use-ticket-callback",
            "-use-early-callback",
            "-enable-ocsp-stapling",
            "-use-ocsp-callback",
            "-set-ocsp-in-callback",
            "-decline-ocsp-callback",
            "-is-handshaker-supported");
    private static final Set<String> VALUES = Set.of(
            "-port",
            "-shim-id",
            "-resume-count",
            "-trust-cert",
            "-cert-file",
            "-key-file",
            "-max-version",
            "-min-version",
            "-expect-version",
            "-expect-curve-id",
            "-expect-cipher",
            "-expect-peer-signature-algorithm",
            "-expect-peer-cert-file",
            "-expect-alpn",
            "-expect-server-name",
            "-advertise-alpn",
            "-select-alpn",
            "-host-name",
            "-export-keying-material",
            "-export-label",
            "-export-context",
            "-ocsp-response",
            "-expect-ocsp-response",
            "-read-size",
            "-max-cert-list");
    private static final Set<String> LISTS = Set.of("-curves", "-signing-prefs", "-verify-prefs", "-key-shares");

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
        for (var prefix : List.of("-on-initial", "-on-resume", "-on-retry")) {
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
