package postern.smtp.config;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A line that sets an option: `name = value`, `name`, `no_name`, `not_name`, each with `hide` before it or not.
///
/// @param name as written, without the negation
/// @param negated whether `no_` or `not_` stood before the name
/// @param value what stands after the `=`, if one does
record OptionLine(
        String name, boolean negated, Optional<String> value, Setting.Visibility visibility, LogicalLine line) {
    private static final Pattern FORM =
            Pattern.compile("(hide\\s+)?([A-Za-z0-9_]+)\\s*(?:=\\s*(.*)|(\\S.*))?", Pattern.DOTALL);

    /// Where to look for an option: its place in the table.
    interface Table {
        /// The option of that name.
        Optional<Option> find(String name);

        /// What to say if there is none.
        String unknown(String name);
    }

    /// Splits the line.
    ///
    /// @throws ConfigException if it has another form
    static OptionLine parse(LogicalLine line, Table table) {
        var form = FORM.matcher(line.text());
        if (!form.matches()) {
            throw line.wrong("option setting expected: " + line.text());
        }
        var name = form.group(2);
        var visibility = form.group(1) == null ? Setting.Visibility.SHOWN : Setting.Visibility.HIDDEN;
        var positive = Stream.of("no_", "not_")
                .filter(prefix -> name.startsWith(prefix) && table.find(name).isEmpty())
                .map(prefix -> name.substring(prefix.length()))
                .findFirst();
        if (form.group(4) != null && table.find(positive.orElse(name)).isPresent()) {
            throw line.wrong("missing \"=\" after " + name);
        }
        return new OptionLine(
                positive.orElse(name), positive.isPresent(), Optional.ofNullable(form.group(3)), visibility, line);
    }

    /// The setting that it makes.
    ///
    /// @throws ConfigException if there is no such option, or it takes no such value
    Setting setting(Table table) {
        var option = table.find(name).orElseThrow(() -> line.wrong(table.unknown(name)));
        if (negated && option.type() != OptionType.BOOL) {
            throw line.wrong("negation prefix applied to a non-boolean option: " + option.name());
        }
        if (negated && value.isPresent()) {
            throw line.wrong("extra characters follow boolean option no_" + option.name());
        }
        var text = negated ? "no" : value.map(given -> text(option, given)).orElse("yes");
        if (value.isEmpty() && option.type() != OptionType.BOOL) {
            throw line.wrong("missing \"=\" after " + option.name());
        }
        try {
            option.type().check(text);
        } catch (IllegalArgumentException e) {
            throw line.wrong(e.getMessage() + " for " + option.name());
        }
        return new Setting(option, text, Optional.of(line.at()), visibility);
    }

    private String text(Option option, String given) {
        return option.type().isText() && given.startsWith("\"") ? unquoted(option, given) : given.strip();
    }

    /// Within quotes a backslash begins an escape: `\n`, `\r`, `\t`, octal and hexadecimal numbers, or the
    /// character itself.
    private String unquoted(Option option, String given) {
        var text = new StringBuilder();
        int at = 1;
        while (at < given.length() && given.charAt(at) != '"') {
            if (given.charAt(at) == '\\' && at + 1 < given.length()) {
                at = escape(given, at + 1, text);
            } else {
                text.append(given.charAt(at));
                at++;
            }
        }
        if (at >= given.length()) {
            throw line.wrong("missing quote at end of string value for " + option.name());
        }
        if (!given.substring(at + 1).isBlank()) {
            throw line.wrong("extra characters follow string value for " + option.name());
        }
        return text.toString();
    }

    /// @return the index after the escape
    private static int escape(String given, int at, StringBuilder text) {
        char c = given.charAt(at);
        int end = at + 1;
        switch (c) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'x' -> {
                while (end < given.length() && end < at + 3 && Character.digit(given.charAt(end), 16) >= 0) {
                    end++;
                }
                text.append((char) (end == at + 1 ? 0 : Integer.parseInt(given.substring(at + 1, end), 16)));
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                while (end < given.length() && end < at + 3 && Character.digit(given.charAt(end), 8) >= 0) {
                    end++;
                }
                text.append((char) Integer.parseInt(given.substring(at, end), 8));
            }
            default -> text.append(c);
        }
        return end;
    }
}
