package postern.smtp.config;

import postern.smtp.expand.ListKind;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;

/// `domainlist local = …`: a list that others refer to as `+local`.
///
/// @param text its items, unexpanded
public record NamedList(ListKind kind, String name, String text, SourceLine at, Setting.Visibility visibility) {
    /// The word that begins it in a configuration.
    String keyword() {
        return kind.word() + "list";
    }

    /// The text, parsed as far as it is well formed.
    public Template template() {
        return Template.read(text, new Origin(at.file(), at.line(), keyword() + " " + name));
    }

    /// The line of `-bP`.
    public String print() {
        return keyword() + " " + name + " = "
                + (visibility == Setting.Visibility.HIDDEN ? Setting.NOT_DISPLAYABLE : text);
    }
}
