package postern.tls.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.tls.policy.PolicyException.Reason;

/// A priority string in the language of `gnutls_priority_init` (3.7), read into a list of edits.
///
/// ```
/// string    = [ space ] ( "@" name { "," name } [ ":" tokens ] | tokens )
/// tokens    = token { ":" { " " } token }         128 at most; what follows is not looked at
/// token     = "NONE"                               only as the first
///           | level                                "NORMAL", "PFS", "SECURE128", …
///           | "+" level
///           | ( "+" | "-" | "!" ) thing
///           | "%" keyword                          in capitals, see [GnuTlsFlag]
/// thing     = mac | cipher | key exchange          by their names
///           | "VERS-" …, "GROUP-" …, "CURVE-" …, "SIGN-" …, "CTYPE-" …, "COMP-" …
///           | "MAC-" …, "CIPHER-" …, "KX-" …, "GOST" …
/// ```
///
/// Capitals do not matter, except in keywords. The first rule that fits a thing counts; the words for everything,
/// such as `SIGN-ALL`, fit whatever begins with them. `@NAME` stands for a string of the system's file, where a
/// name may be listed in `[priorities]`.
///
/// There is no `NORMAL` by default: a string without a level has no ciphers.
public final class GnuTlsPriorityString {
    /// The library has room for so many. A string of a million tokens costs no more than these.
    private static final int MAX_TOKENS = 128;

    private final String text;
    private final boolean moved;
    private final List<GnuTlsEdit> edits = new ArrayList<>();

    private GnuTlsPriorityString(String text, boolean moved) {
        this.text = text;
        this.moved = moved;
    }

    /// Reads a string.
    ///
    /// @param system the system's file of priorities, if there is one
    /// @throws PolicyException at the token that is wrong
    public static GnuTlsPriorityString of(String input, Optional<String> system) {
        var text = input.stripLeading();
        boolean moved = text.length() < input.length();
        if (text.startsWith("@")) {
            moved = true;
            text = resolve(text, system);
        }
        var string = new GnuTlsPriorityString(text, moved);
        string.read();
        return string;
    }

    /// What the string selects.
    ///
    /// @throws PolicyException if that is not enough for a connection
    public GnuTlsPolicy evaluate() {
        var state = new GnuTlsState();
        edits.forEach(state::apply);
        return GnuTlsPolicy.of(state);
    }

    /// What becomes of one name, token by token: `adds TLS1.3`, `removes it`.
    public List<OpenSslCipherString.Event> why(String name) {
        var state = new GnuTlsState();
        var events = new ArrayList<OpenSslCipherString.Event>();
        for (var edit : edits) {
            boolean before = state.contains(name);
            state.apply(edit);
            boolean after = state.contains(name);
            if (before != after) {
                events.add(new OpenSslCipherString.Event(edit.place(), after ? "brings it in" : "removes it"));
            }
        }
        return events;
    }

    /// The last token that took something away, for each suite, version, group and signature scheme that some
    /// token took away and none brought back.
    Map<Enum<?>, Place> removals() {
        var state = new GnuTlsState();
        var removals = new HashMap<Enum<?>, Place>();
        var before = state.things();
        for (var edit : edits) {
            state.apply(edit);
            var after = state.things();
            before.removeAll(after);
            before.forEach(thing -> removals.put(thing, edit.place()));
            removals.keySet().removeAll(after);
            before = after;
        }
        return removals;
    }

    /// The text whose places the events name: that of the system's file, if the string began with `@`.
    public String text() {
        return text;
    }

    private static String resolve(String text, Optional<String> system) {
        int colon = text.indexOf(':');
        var names = colon < 0 ? text.substring(1) : text.substring(1, colon);
        var rest = colon < 0 ? "" : text.substring(colon);
        return Stream.of(names.split(",", -1))
                .flatMap(name -> system.flatMap(file -> SystemPriorities.find(file, name)).stream())
                .findFirst()
                .map(value -> value + rest)
                .orElseThrow(() -> new PolicyException(Reason.SYNTAX, 0, 1));
    }

    private void read() {
        int start = 0;
        int counted = 0; // the library forgets the blanks that it skips
        for (int number = 0; number < MAX_TOKENS; number++) {
            int colon = text.indexOf(':', start);
            int end = colon < 0 ? text.length() : colon;
            if (!token(text.substring(start, end), new Place(start, end))) {
                throw new PolicyException(Reason.SYNTAX, moved ? 0 : counted, 1);
            }
            if (colon < 0) {
                return;
            }
            counted += end - start + 1;
            start = colon + 1;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
        }
    }

    /// Reads one token.
    ///
    /// @return whether it has a meaning
    private boolean token(String token, Place place) {
        if (token.equalsIgnoreCase("NONE") && place.start() == 0) {
            return edits.add(new GnuTlsEdit.Nothing(place));
        }
        var level = GnuTlsLevel.named(token);
        if (level.isPresent()) {
            return edits.add(new GnuTlsEdit.Level(token.toUpperCase(Locale.ROOT), level.get(), false, place));
        }
        if (token.isEmpty()) {
            return false;
        }
        var rest = token.substring(1);
        return switch (token.charAt(0)) {
            case '%' ->
                GnuTlsFlag.named(rest)
                        .map(flag -> edits.add(new GnuTlsEdit.Flag(flag, place)))
                        .orElse(false);
            case '+' -> addedLevel(rest, place) || new GnuTlsThing(edits, true, place).read(rest);
            case '-', '!' -> new GnuTlsThing(edits, false, place).read(rest);
            default -> false;
        };
    }

    private boolean addedLevel(String name, Place place) {
        return GnuTlsLevel.named(name)
                .map(level -> edits.add(new GnuTlsEdit.Level(name.toUpperCase(Locale.ROOT), level, true, place)))
                .orElse(false);
    }
}
