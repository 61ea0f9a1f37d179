package postern.smtp.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The macros of a configuration: names that stand for text, replaced in every physical line wherever they
/// occur, also within words.
///
/// They are tried in the order of their definition, each over the whole line; what one put there is looked
/// through for those defined after it, not for itself. So a macro whose name contains an earlier one's could
/// never be used, and is refused.
///
/// Belongs to the [ConfigParser] while it works.
public final class Macros {
    /// The first letters of a name are hashed to so many bits.
    private static final int PAIRS = 1 << 12;

    private final Map<String, Macro> byName = new TreeMap<>();
    private final List<Macro> inOrder = new ArrayList<>();
    private final List<Macro> builtIn = new ArrayList<>();
    private final BitSet beginnings = new BitSet(PAIRS);

    /// No macros but those given on the command line with `-D`, which no definition in a file changes.
    public Macros(Map<String, String> commandLine) {
        commandLine.forEach((name, value) -> {
            if (!isName(name)) {
                throw new ConfigException(
                        "-D" + name + ": a macro's name begins with a capital letter, and has letters,"
                                + " digits and underscores");
            }
            add(new Macro(name, value, Origin.COMMAND_LINE));
        });
    }

    /// Where a macro comes from.
    enum Origin {
        BUILT_IN,
        COMMAND_LINE,
        FILE
    }

    /// A name and what it stands for.
    static final class Macro {
        private final String name;
        private final Origin origin;
        private String value;

        Macro(String name, String value, Origin origin) {
            this.name = name;
            this.value = value;
            this.origin = origin;
        }
    }

    /// A line after replacement.
    ///
    /// @param count how many names were replaced
    record Replaced(String text, int count) {}

    /// Whether a text can be a macro's name in a file.
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.charAt(0) >= 'A'
                && text.charAt(0) <= 'Z'
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }

    /// Defines the macros that say what this program can do: their value is `y`, their names begin with `_`.
    void builtIn(Collection<String> names) {
        builtIn.clear();
        names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(name -> builtIn.add(new Macro(name, "y", Origin.BUILT_IN)));
    }

    /// `NAME = value`.
    void define(String name, String value, LogicalLine line) {
        var old = byName.get(name);
        if (old != null) {
            if (old.origin == Origin.FILE) {
                throw line.wrong("macro \"" + name + "\" is already defined (use \"==\" if you want to redefine it)");
            }
            return;
        }
        for (var other : inOrder) {
            if (name.contains(other.name)) {
                throw line.wrong("\"" + name + "\" cannot be defined as a macro because previously defined macro \""
                        + other.name + "\" is a substring");
            }
        }
        add(new Macro(name, value, Origin.FILE));
    }

    /// `NAME == value`.
    void redefine(String name, String value, LogicalLine line) {
        var old = byName.get(name);
        if (old == null) {
            throw line.wrong("can't redefine an undefined macro \"" + name + "\"");
        }
        if (old.origin == Origin.FILE) {
            old.value = value;
        }
    }

    /// The line from `start` on with every macro replaced.
    Replaced replace(String line, int start) {
        var before = new Replaced(line, 0);
        var afterBuiltIn =
                line.indexOf('_', start) >= 0 && mentionsBuiltIn(line) ? replace(builtIn, before, start) : before;
        return mayContainMacro(afterBuiltIn.text(), start) ? replace(inOrder, afterBuiltIn, start) : afterBuiltIn;
    }

    /// What a name stands for.
    public Optional<String> value(String name) {
        return Stream.concat(builtIn.stream(), inOrder.stream())
                .filter(macro -> macro.name.equals(name))
                .findFirst()
                .map(macro -> macro.value);
    }

    /// All names, the built-in ones first, then in the order of definition.
    public List<String> names() {
        return Stream.concat(builtIn.stream(), inOrder.stream())
                .map(macro -> macro.name)
                .toList();
    }

    private void add(Macro macro) {
        byName.put(macro.name, macro);
        inOrder.add(macro);
        if (macro.name.length() == 1) {
            beginnings.set(0, PAIRS);
        } else {
            beginnings.set(pair(macro.name, 0));
        }
    }

    private static Replaced replace(List<Macro> macros, Replaced before, int start) {
        var text = before.text();
        int count = before.count();
        for (var macro : macros) {
            int at = text.indexOf(macro.name, start);
            while (at >= 0) {
                text = text.substring(0, at) + macro.value + text.substring(at + macro.name.length());
                count++;
                at = text.indexOf(macro.name, at + macro.value.length());
            }
        }
        return new Replaced(text, count);
    }

    private static boolean mentionsBuiltIn(String line) {
        return line.contains("_HAVE_")
                || line.contains("_OPT_")
                || line.contains("_DRIVER_")
                || line.contains("_LOG_")
                || line.contains("_EXP_");
    }

    /// Most lines have no macro, and thousands of names cannot be looked for in each: two letters tell.
    private boolean mayContainMacro(String line, int start) {
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c >= 'A' && c <= 'Z' && beginnings.get(pair(line, i))) {
                return true;
            }
        }
        return false;
    }

    private static int pair(String text, int at) {
        int second = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        return (text.charAt(at) * 64 + second) & (PAIRS - 1);
    }
}
