package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// Whether something is in a list. The language asks it for `match_domain`, `match_ip` and their like; how
/// lists work is not its business.
public interface ListMatching {
    /// No list can be searched.
    ListMatching NONE = (kind, subject, list, environment) -> new Deferred("no lists here");

    /// Searches a list.
    ///
    /// @param kind what the items mean
    /// @param subject what is sought
    /// @param list the list, already expanded
    /// @param environment for what the search itself must look up and expand
    Outcome match(ListKind kind, Value subject, Value list, Environment environment);

    /// The outcome of a search.
    sealed interface Outcome {}

    /// It is in the list.
    ///
    /// @param data what the list knows of it (`$domain_data`): a lookup's result, or the item itself; null if
    ///     nothing
    record Matched(@Nullable Value data) implements Outcome {}

    /// It is not in the list.
    record NotMatched() implements Outcome {}

    /// It cannot be said now.
    ///
    /// @param message why
    record Deferred(String message) implements Outcome {}
}
