package postern.tls.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.tls.param.CipherSuite;
import postern.tls.policy.GnuTlsPolicy;
import postern.tls.policy.GnuTlsPriorityString;
import postern.tls.policy.PolicyException;

/// `gnutls-cli -l --priority=STRING` (3.7): what it prints.
///
/// @param policy null if the string is refused
/// @param error null if it is not
public record GnuTlsCiphers(
        String input,
        @Nullable GnuTlsPolicy policy,
        @Nullable PolicyException error) {
    private static final List<String> SIGNING_CURVES = List.of("Ed25519", "Ed448", "CryptoPro-A", "CryptoPro-XchA");

    /// The answer to a string.
    ///
    /// @param system the system's file of priorities, if there is one
    public static GnuTlsCiphers of(String input, Optional<String> system) {
        try {
            return new GnuTlsCiphers(
                    input, GnuTlsPriorityString.of(input, system).evaluate(), null);
        } catch (PolicyException e) {
            return new GnuTlsCiphers(input, null, e);
        }
    }

    /// 0, or 1 if the string is refused.
    public int exit() {
        return error == null ? 0 : 1;
    }

    /// What goes to standard output.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Cipher suites for " + input);
        if (policy != null) {
            policy.suites().forEach(suite -> lines.add(line(suite)));
            lines.add("");
            lines.add(line("Protocols", "VERS-", policy.versions()));
            lines.add(line("Ciphers", "", policy.ciphers()));
            lines.add(line("MACs", "", policy.macs()));
            lines.add(line("Key Exchange Algorithms", "", policy.keyExchanges()));
            lines.add(line("Groups", "GROUP-", groups(policy)));
            lines.add(line("PK-signatures", "SIGN-", policy.signatures()));
        }
        return lines;
    }

    /// What goes to standard error.
    public List<String> complaint() {
        if (error == null) {
            return List.of();
        }
        return List.of(
                error.reason() == PolicyException.Reason.SYNTAX
                        ? "Syntax error at: " + input.substring(error.position())
                        : "Error in priorities: " + error.reason().text());
    }

    /// The answer for programs.
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("exit", exit());
        if (error != null) {
            fields.put("error", Map.of("kind", kind(error), "pos", error.position()));
        }
        if (policy != null) {
            fields.put(
                    "suites",
                    policy.suites().stream().map(CipherSuite::gnuTlsName).toList());
            fields.put("protocols", policy.versions());
            fields.put("ciphers", policy.ciphers());
            fields.put("macs", policy.macs());
            fields.put("kx", policy.keyExchanges());
            fields.put("groups", groups(policy));
            fields.put("sigs", policy.signatures());
            fields.put("ctype_cli", policy.clientCertificates());
            fields.put("ctype_srv", policy.serverCertificates());
        }
        return fields;
    }

    private static String kind(PolicyException error) {
        return error.reason() == PolicyException.Reason.SYNTAX ? "syntax" : "priorities";
    }

    private static String line(CipherSuite suite) {
        return "%-50s\t0x%02x, 0x%02x\t%s"
                .formatted(
                        suite.gnuTlsName(), suite.code() >> 8, suite.code() & 0xff, GnuTlsPolicy.lowestVersion(suite));
    }

    private static String line(String title, String prefix, List<String> names) {
        var list = names.stream().map(name -> prefix + name).toList();
        return title + ": " + (list.isEmpty() ? "none" : String.join(", ", list));
    }

    /// A curve that is no group has no name as one.
    private static List<String> groups(GnuTlsPolicy policy) {
        return policy.groups().stream()
                .map(name -> SIGNING_CURVES.contains(name) ? "(null)" : name)
                .toList();
    }
}
