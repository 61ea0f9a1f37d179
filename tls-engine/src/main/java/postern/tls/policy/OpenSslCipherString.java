package postern.tls.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.policy.OpenSslEdit.Action;
import postern.tls.policy.PolicyException.Reason;

/// A cipher string in the language of `openssl ciphers` (3.0), read into a list of edits.
///
/// ```
/// string    = suiteB anything | ["DEFAULT" [":"]] { separator | step }
/// suiteB    = "SUITEB128ONLY" | "SUITEB128C2" | "SUITEB128" | "SUITEB192"
/// separator = ":" | "," | ";" | " "
/// step      = [ "!" | "+" | "-" ] item | "@" command
/// item      = word { "+" word }              the suites that every word stands for
/// word      = 1*( letter | digit | "-" | "." | "=" )
/// command   = "STRENGTH" | "SECLEVEL=" ( "0" … "5" )
/// ```
///
/// What follows from that, and surprises: no separator is needed between steps (`ALL!AES`), but `AES-RC4` is one
/// word; `DEFAULT` counts only at the very start, and there even as the beginning of a word.
///
/// A word that is not known, and an item with words that exclude each other, do nothing, and what follows up to
/// the next separator is not even looked at. Where a word has to be and is none, the string is refused.
///
/// The string never speaks of TLS 1.3, whose suites have a list of their own.
public final class OpenSslCipherString {
    private static final String DEFAULT = "DEFAULT";
    private static final List<String> SUITE_B = List.of("SUITEB128ONLY", "SUITEB128C2", "SUITEB128", "SUITEB192");

    private final String text;
    private final SuiteWorld world;
    private final OpenSslWords words;
    private final List<OpenSslEdit> edits = new ArrayList<>();

    /// The items read so far. Those that are said again are the same object, so that their suites are looked up
    /// once.
    private final Map<String, SuiteFilter> items = new HashMap<>();

    private boolean suiteB;
    private int invalidCommands;
    private int firstInvalid;

    private OpenSslCipherString(String text, SuiteWorld world) {
        this.text = text;
        this.world = world;
        this.words = OpenSslWords.of(world);
        read();
    }

    /// Reads a string. One that is wrong is refused when it is [evaluated][#evaluate].
    public static OpenSslCipherString of(String text, SuiteWorld world) {
        return new OpenSslCipherString(text, world);
    }

    /// The text as Exim hands it to OpenSSL: with a hyphen for every underscore, so that names in GnuTLS' manner
    /// may be written.
    public static String fromExim(String text) {
        return text.replace('_', '-');
    }

    /// Whether the string has the whole of TLS follow RFC 6460, which excludes RSA certificates.
    public boolean isSuiteB() {
        return suiteB;
    }

    /// The curves that RFC 6460 leaves, for keys that are agreed and for those of certificates; empty if the
    /// string does not speak of it. Each goes with the hash of its length.
    public Optional<List<NamedGroup>> suiteB() {
        if (!suiteB) {
            return Optional.empty();
        }
        if (text.startsWith("SUITEB192")) {
            return Optional.of(List.of(NamedGroup.SECP384R1));
        }
        return Optional.of(
                text.startsWith("SUITEB128ONLY")
                        ? List.of(NamedGroup.SECP256R1)
                        : List.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1));
    }

    /// The level that the string sets last; empty if it sets none.
    public Optional<SecurityLevel> level() {
        return edits.stream()
                .filter(OpenSslEdit.Level.class::isInstance)
                .map(edit -> SecurityLevel.of(((OpenSslEdit.Level) edit).level()))
                .reduce((_, last) -> last);
    }

    /// What the string selects, in order, without the suites of TLS 1.3.
    ///
    /// @throws PolicyException if a command is invalid or nothing is selected
    public Selection evaluate() {
        return evaluate(false);
    }

    /// @param mayBeEmpty whether it does not matter that nothing is selected, because other suites are there
    Selection evaluate(boolean mayBeEmpty) {
        var evaluator = new OpenSslEvaluator(world);
        edits.forEach(evaluator::apply);
        if (invalidCommands > 0) {
            throw new PolicyException(Reason.INVALID_COMMAND, firstInvalid, invalidCommands);
        }
        if (evaluator.selected().isEmpty() && !mayBeEmpty) {
            throw new PolicyException(Reason.NO_CIPHER_MATCH, 0, 1);
        }
        return new Selection(evaluator.selected(), level());
    }

    /// What becomes of one suite, word by word: `brings it in`, `moves it`, `removes it`. Words without effect on
    /// it are left out.
    public List<Event> why(CipherSuite suite) {
        var evaluator = new OpenSslEvaluator(world);
        var events = new ArrayList<Event>();
        for (var edit : edits) {
            int before = evaluator.selected().indexOf(suite);
            evaluator.apply(edit);
            int after = evaluator.selected().indexOf(suite);
            what(edit, before, after).ifPresent(what -> events.add(new Event(edit.place(), what)));
        }
        return events;
    }

    /// The text that was read.
    String text() {
        return text;
    }

    /// The last word that took a suite away, for each suite that some word took away and none brought back.
    Map<CipherSuite, Place> removals() {
        var evaluator = new OpenSslEvaluator(world);
        var removals = new EnumMap<CipherSuite, Place>(CipherSuite.class);
        for (var edit : edits) {
            var before = evaluator.all();
            evaluator.apply(edit);
            var after = evaluator.all();
            before.removeAll(after);
            before.forEach(suite -> removals.put(suite, edit.place()));
            removals.keySet().removeAll(after);
        }
        return removals;
    }

    private static Optional<String> what(OpenSslEdit edit, int before, int after) {
        if (before < 0 && after >= 0) {
            return Optional.of("brings it in, as number " + (after + 1));
        }
        boolean bans = edit instanceof OpenSslEdit.Select(var action, var filter, var place) && action == Action.BAN;
        if (before >= 0 && after < 0) {
            return Optional.of(bans ? "removes it for good" : "removes it");
        }
        return before == after
                ? Optional.empty()
                : Optional.of("moves it from number " + (before + 1) + " to " + (after + 1));
    }

    /// What a string selects.
    ///
    /// @param suites in order
    /// @param level from `@SECLEVEL=`, empty if the string does not say
    public record Selection(List<CipherSuite> suites, Optional<SecurityLevel> level) {}

    /// One word's effect on a suite.
    public record Event(Place place, String what) {}

    private void read() {
        var strict = SUITE_B.stream().filter(text::startsWith).findFirst();
        if (strict.isPresent()) {
            readSuiteB(strict.get());
            return;
        }
        int at = 0;
        if (text.startsWith(DEFAULT)) {
            at = DEFAULT.length();
            var place = new Place(0, at);
            select(Action.ADD, "ALL", place);
            select(Action.BAN, "COMPLEMENTOFDEFAULT", place);
            select(Action.BAN, "eNULL", place);
        }
        while (at >= 0 && at < text.length()) {
            at = isSeparator(at) ? at + 1 : step(at);
        }
    }

    /// RFC 6460: AES-GCM with ECDSA, of 128 bits, of 256, or both. `SUITEB128C2` means the stronger half.
    private void readSuiteB(String word) {
        suiteB = true;
        var place = new Place(0, word.length());
        if (word.startsWith("SUITEB128") && !word.endsWith("C2")) {
            select(Action.ADD, "ECDHE-ECDSA-AES128-GCM-SHA256", place);
        }
        if (!word.endsWith("ONLY")) {
            select(Action.ADD, "ECDHE-ECDSA-AES256-GCM-SHA384", place);
        }
    }

    private void select(Action action, String word, Place place) {
        edits.add(new OpenSslEdit.Select(action, words.find(word).orElseThrow(), place));
    }

    /// Reads one step.
    ///
    /// @return the index behind it, or -1 if nothing more is to be read
    private int step(int start) {
        char operator = text.charAt(start);
        if (operator == '@') {
            return command(start);
        }
        var action = switch (operator) {
            case '-' -> Action.REMOVE;
            case '+' -> Action.MOVE;
            case '!' -> Action.BAN;
            default -> Action.ADD;
        };
        return item(action, start, action == Action.ADD ? start : start + 1);
    }

    private int item(Action action, int start, int first) {
        @Nullable SuiteFilter filter = null;
        int at = first;
        while (true) {
            int end = wordEnd(at);
            if (end == at) {
                return invalid(at);
            }
            var word = words.find(text.substring(at, end));
            var joined = filter == null ? word : word.flatMap(filter::and);
            boolean more = end < text.length() && text.charAt(end) == '+';
            if (joined.isEmpty()) {
                return nextSeparator(end);
            }
            filter = joined.get();
            if (!more) {
                var known = items.putIfAbsent(text.substring(first, end), filter);
                edits.add(new OpenSslEdit.Select(action, known == null ? filter : known, new Place(start, end)));
                return end;
            }
            at = end + 1;
        }
    }

    /// Reads what follows an `@`. An unknown command is only noted, an empty one ends the reading.
    private int command(int start) {
        int end = wordEnd(start + 1);
        if (end == start + 1) {
            return invalid(end);
        }
        var word = text.substring(start + 1, end);
        var place = new Place(start, end);
        if (word.equals("STRENGTH")) {
            edits.add(new OpenSslEdit.Sort(place));
        } else if (word.matches("SECLEVEL=[0-5]")) {
            edits.add(new OpenSslEdit.Level(word.charAt(word.length() - 1) - '0', place));
        } else {
            var _ = invalid(start);
        }
        return nextSeparator(end);
    }

    private int invalid(int at) {
        if (invalidCommands++ == 0) {
            firstInvalid = at;
        }
        return -1;
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '=';
    }

    private boolean isSeparator(int at) {
        return ":,; ".indexOf(text.charAt(at)) >= 0;
    }

    private int nextSeparator(int from) {
        int at = from;
        while (at < text.length() && !isSeparator(at)) {
            at++;
        }
        return at;
    }
}
