package postern.smtp.config;

import java.util.Optional;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;

/// An option with the value that holds.
///
/// @param text as it was written, quotes and escapes resolved
/// @param at the line that set it; empty if it is the default
/// @param visibility whether `hide` stood before it
public record Setting(Option option, String text, Optional<SourceLine> at, Visibility visibility) {
    /// Whether `-bP` may show a value to anybody.
    public enum Visibility {
        /// It may.
        SHOWN,
        /// `hide` stood before it.
        HIDDEN
    }

    /// What stands in place of a value that is not for everybody.
    static final String NOT_DISPLAYABLE = "<value not displayable>";

    /// The default.
    static Setting fallback(Option option) {
        return new Setting(option, option.fallback(), Optional.empty(), Visibility.SHOWN);
    }

    /// The text, parsed as far as it is well formed.
    Template template() {
        var origin = at.map(line -> new Origin(line.file(), line.line(), option.name()))
                .orElseGet(() -> new Origin("default", 0, option.name()));
        return Template.read(text, origin);
    }

    /// The line of `-bP`.
    public String print(Viewer viewer) {
        var name = option.name();
        if (option.type() == OptionType.BOOL) {
            return (OptionType.bool(text) ? "" : "no_") + name;
        }
        if (visibility == Visibility.HIDDEN && viewer == Viewer.ANYBODY) {
            return name + " = " + NOT_DISPLAYABLE;
        }
        if (text.isEmpty() && !option.type().isText()) {
            return name + " =";
        }
        return name + " = " + option.type().print(text);
    }

    /// Who looks at `-bP`.
    public enum Viewer {
        /// May see everything.
        ADMINISTRATOR,
        /// May not see what is hidden.
        ANYBODY
    }
}
