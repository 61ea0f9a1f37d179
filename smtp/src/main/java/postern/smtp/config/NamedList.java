package postern.smtp.config;

/// `domainlist local = …`: a list that others refer to as `+local`.
///
/// @param text its items, unexpanded
public record NamedList(ListKind kind, String name, String text, SourceLine at, Setting.Visibility visibility) {
    /// The line of `-bP`.
    public String print() {
        return kind.keyword() + " " + name + " = "
                + (visibility == Setting.Visibility.HIDDEN ? Setting.NOT_DISPLAYABLE : text);
    }
}
