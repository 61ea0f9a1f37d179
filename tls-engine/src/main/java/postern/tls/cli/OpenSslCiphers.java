package postern.tls.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postern.tls.param.Kx;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.OpenSslCipherString;
import postern.tls.policy.OpenSslListing;
import postern.tls.policy.OpenSslListing.Entry;
import postern.tls.policy.PolicyException;
import postern.tls.policy.SecurityLevel;
import postern.tls.policy.SuiteWorld;
import postern.tls.policy.Supported;

/// `openssl ciphers` (3.0): its flags, and what it prints for them.
public final class OpenSslCiphers {
    /// Debian builds OpenSSL with this level.
    private static final SecurityLevel DEFAULT_LEVEL = SecurityLevel.LEVEL_2;

    private final SuiteWorld world;
    private final EnumSet<Column> columns = EnumSet.noneOf(Column.class);
    private final EnumSet<Kx> unlocked = EnumSet.noneOf(Kx.class);
    private @Nullable ProtocolVersion only;
    private boolean supported;
    private @Nullable String suites;
    private @Nullable String convert;

    private enum Column {
        /// `-v`.
        DESCRIPTION,
        /// `-V`.
        CODE,
        /// `-stdname`.
        STANDARD_NAME
    }

    /// What is printed.
    ///
    /// @param exit 0, or 1 if the string is refused
    /// @param names the suites that are listed
    /// @param lines what goes to standard output
    /// @param errors the reasons of a refusal, in OpenSSL's words
    /// @param where what was refused, in OpenSSL's words; empty if nothing was
    public record Answer(int exit, List<String> names, List<String> lines, List<String> errors, String where) {}

    private OpenSslCiphers(SuiteWorld world) {
        this.world = world;
    }

    /// Reads the flags.
    ///
    /// @throws IllegalArgumentException if there is one that is not known, or its value is missing
    public static OpenSslCiphers of(List<String> flags, SuiteWorld world) {
        var command = new OpenSslCiphers(world);
        var rest = new ArrayList<>(flags).iterator();
        while (rest.hasNext()) {
            var flag = rest.next();
            switch (flag) {
                case "-v" -> command.columns.add(Column.DESCRIPTION);
                case "-V" -> command.columns.add(Column.CODE);
                case "-stdname" -> command.columns.add(Column.STANDARD_NAME);
                case "-s" -> command.supported = true;
                case "-psk" -> command.unlocked.add(Kx.PSK);
                case "-srp" -> command.unlocked.add(Kx.SRP);
                case "-tls1" -> command.only = ProtocolVersion.TLS10;
                case "-tls1_1" -> command.only = ProtocolVersion.TLS11;
                case "-tls1_2" -> command.only = ProtocolVersion.TLS12;
                case "-tls1_3" -> command.only = ProtocolVersion.TLS13;
                case "-ciphersuites" -> command.suites = value(flag, rest);
                case "-convert" -> command.convert = value(flag, rest);
                default -> throw new IllegalArgumentException(flag + " is no option of openssl ciphers");
            }
        }
        return command;
    }

    private static String value(String flag, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(flag + " needs a value");
        }
        return rest.next();
    }

    /// What is printed for a string; without one, for `DEFAULT`.
    public Answer answer(Optional<String> string) {
        if (convert != null) {
            var name =
                    OpenSslListing.find(convert, world).map(Entry::openSslName).orElse("(NONE)");
            return new Answer(0, List.of(name), List.of("OpenSSL cipher name: " + name), List.of(), "");
        }
        var where = "Error setting TLSv1.3 ciphersuites";
        try {
            var tls13 = OpenSslListing.tls13(Optional.ofNullable(suites), world);
            where = "Error in cipher list";
            return list(tls13, OpenSslCipherString.of(string.orElse("DEFAULT"), world));
        } catch (PolicyException e) {
            var errors = Collections.nCopies(e.count(), e.reason().text());
            return new Answer(1, List.of(), List.of(), errors, where);
        }
    }

    private Answer list(List<Entry> tls13, OpenSslCipherString string) {
        var all = OpenSslListing.list(tls13, string);
        var entries = supported ? supported(string).of(all) : all;
        var names = entries.stream().map(Entry::openSslName).toList();
        var lines = columns.isEmpty()
                ? List.of(String.join(":", names))
                : entries.stream().map(this::line).toList();
        return new Answer(0, names, lines, List.of(), "");
    }

    private Supported supported(OpenSslCipherString string) {
        var oldest = only == null ? ProtocolVersion.TLS10 : only;
        var newest = only == null ? ProtocolVersion.TLS13 : only;
        return new Supported(
                string.level().orElse(DEFAULT_LEVEL), oldest, newest, Set.copyOf(unlocked), string.isSuiteB());
    }

    private String line(Entry entry) {
        var line = new StringBuilder();
        if (columns.contains(Column.CODE)) {
            line.append("          0x%02X,0x%02X - ".formatted(entry.code() >> 8, entry.code() & 0xff));
        }
        if (columns.contains(Column.STANDARD_NAME)) {
            line.append("%-45s - ".formatted(entry.ianaName()));
        }
        return line.append(entry.describe()).toString();
    }

    /// The lines that OpenSSL writes to standard error for an answer that refuses.
    public static List<String> complaint(Answer answer) {
        var lines = new ArrayList<String>();
        if (answer.exit() != 0) {
            lines.add(answer.where());
            lines.addAll(answer.errors().stream()
                    .map(reason -> "0:error:" + code(reason) + ":SSL routines::" + reason + ":")
                    .toList());
        }
        return lines;
    }

    /// OpenSSL's error codes: its TLS library is 20, the reasons are 185 and 280.
    private static String code(String reason) {
        return reason.equals(PolicyException.Reason.NO_CIPHER_MATCH.text()) ? "0A0000B9" : "0A000118";
    }
}
