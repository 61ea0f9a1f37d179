package postern.smtp.log;

/// The three logs.
public enum LogTarget {
    /// What happens.
    MAIN("main"),
    /// What was refused, with the header of a refused message.
    REJECT("reject"),
    /// What should never happen, and wants somebody to look.
    PANIC("panic");

    private final String word;

    LogTarget(String word) {
        this.word = word;
    }

    /// Its name, which stands for `%s` in `log_file_path`.
    public String word() {
        return word;
    }
}
