package postern.smtp.config;

/// A line of a configuration file.
///
/// @param file as it was named
/// @param line from 1; of a line that is continued, the first
public record SourceLine(String file, int line) {
    @Override
    public String toString() {
        return "line " + line + " of " + file;
    }
}
