package postern.smtp.log;

/// Text from a peer in a log line.
public final class LogText {
    private LogText() {}

    /// The text with everything but printing ASCII characters as octal escapes, as Exim writes them: a peer must
    /// not be able to begin a line of its own, or to reach the terminal of whoever reads the log.
    public static String escape(String text) {
        if (text.chars().allMatch(LogText::isPrinting)) {
            return text;
        }
        var safe = new StringBuilder();
        text.chars().forEach(c -> {
            if (isPrinting(c)) {
                safe.append((char) c);
            } else {
                safe.append('\\').append(String.format("%03o", c));
            }
        });
        return safe.toString();
    }

    private static boolean isPrinting(int c) {
        return c >= ' ' && c <= '~';
    }
}
