package postern.smtp.expand;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `${lookup` and the lookups in lists may ask.
public interface Lookups {
    /// Nothing can be looked up.
    Lookups NONE = (query, environment) -> new Unusable("no lookups here");

    /// Asks once, for exactly this key. Defaults (`*`) and `partial-` are not its business: [LookupSearch] asks
    /// again.
    ///
    /// @throws ExpansionStop if the bounds of the expansion are reached
    Answer find(Query query, Environment environment);

    /// A question.
    ///
    /// @param type which lookup, and its options
    /// @param file the file or directory, already expanded and not tainted; empty for a lookup by query
    /// @param key what is sought
    record Query(LookupType type, String file, Value key) {
        /// The options after the type (`dsearch,ret=full`).
        public Map<String, String> options() {
            return type.options();
        }
    }

    /// The answer.
    sealed interface Answer {}

    /// There it is.
    ///
    /// @param value the data; not tainted, because they come from the operator's file
    record Found(Value value) implements Answer {}

    /// It is not there.
    record NotFound() implements Answer {}

    /// It cannot be said now.
    ///
    /// @param message why, in Exim's words
    record Deferred(String message) implements Answer {}

    /// The file or the server cannot be used at all.
    ///
    /// @param message why, in Exim's words
    record Unusable(String message) implements Answer {}

    /// The value of an answer, null if nothing was found.
    ///
    /// @throws ExpansionStop if it cannot be said now
    static @Nullable Value require(Query query, Answer answer) {
        return switch (answer) {
            case Found(var value) -> value;
            case NotFound() -> null;
            case Unusable(var message) -> throw ExpansionStop.failed(message);
            case Deferred(var message) ->
                throw ExpansionStop.failed(
                        "lookup of \"" + TextOperators.escape(query.key().text()) + "\" gave DEFER: " + message);
        };
    }
}
