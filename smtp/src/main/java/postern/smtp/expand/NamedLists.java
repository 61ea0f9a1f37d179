package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// The lists that the configuration gives names to (`domainlist local_domains = …`).
public interface NamedLists {
    /// No list has a name.
    NamedLists NONE = (kind, name) -> null;

    /// The unexpanded text of a list; null if there is none of that kind and name.
    @Nullable
    Template named(ListKind kind, String name);
}
