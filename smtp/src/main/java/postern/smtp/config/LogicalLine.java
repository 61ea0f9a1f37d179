package postern.smtp.config;

/// A line after macros were replaced and continuations joined, without blanks at its ends.
public record LogicalLine(String text, SourceLine at) {
    /// This line does not mean anything.
    ConfigException wrong(String message) {
        return new ConfigException(at, message);
    }

    /// The same line with another text, a part of it for example.
    LogicalLine withText(String other) {
        return new LogicalLine(other, at);
    }
}
