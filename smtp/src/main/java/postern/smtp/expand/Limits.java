package postern.smtp.expand;

/// How much one expansion may take. Exim has no such bounds: there a process dies and another is forked.
///
/// @param depth braces within braces, lists within lists; stops a text that would exhaust the stack
/// @param length octets of a result or of any intermediate; stops `${map` of `${map` from filling the memory
/// @param steps pieces evaluated, octets moved and characters looked at by regular expressions; stops both the
///     hostile HELO name that makes a pattern backtrack for ever, and the configuration that loops over its own
///     result
public record Limits(int depth, int length, long steps) {
    /// A pattern such as `(a+)+$` doubles its work with every further `a`: 20 million looks are a tenth of a
    /// second.
    public static final long MAX_STEPS = 20_000_000;

    /// Exim's longest useful values are whole headers and files: a million octets.
    public static final int MAX_LENGTH = 1 << 20;

    /// Real configurations nest to ten or fifteen. Each level is some frames of the stack.
    public static final int MAX_DEPTH = 100;

    /// What is used unless a caller knows better.
    public static final Limits DEFAULT = new Limits(MAX_DEPTH, MAX_LENGTH, MAX_STEPS);
}
