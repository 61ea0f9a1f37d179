package postern.smtp.expand;

/// Where a text of the configuration stands, for the messages about it.
///
/// @param file the configuration file, or another name of the source
/// @param line the line of its beginning, from 1; 0 if the source has no lines
/// @param option the option that the text belongs to
public record Origin(String file, int line, String option) {
    /// The place of a text that stands on the command line.
    public static final Origin COMMAND_LINE = new Origin("command line", 0, "-be");

    @Override
    public String toString() {
        return file + (line > 0 ? " line " + line : "") + ": " + option;
    }
}
