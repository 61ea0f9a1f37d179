package postern.smtp.expand;

/// What came of an expansion.
public sealed interface Expansion {
    /// It went well.
    ///
    /// @param value the result
    record Expanded(Value value) implements Expansion {}

    /// The text itself asked for a failure with the word `fail`, which most options take for "as if unset".
    ///
    /// @param message what failed, in Exim's words
    record ForcedFailure(String message) implements Expansion {}

    /// It could not be done.
    ///
    /// @param message why, in Exim's words
    record Failed(String message) implements Expansion {}
}
