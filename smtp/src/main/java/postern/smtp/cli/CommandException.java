package postern.smtp.cli;

/// A command cannot do what was asked, for a reason outside of it: exit status 1, and these words.
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param words what is wrong and what to do about it
    CommandException(String words) {
        super(words);
    }

    /// @param words what is wrong and what to do about it
    CommandException(String words, Exception cause) {
        super(words, cause);
    }
}
