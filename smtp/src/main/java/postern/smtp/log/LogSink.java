package postern.smtp.log;

import java.io.IOException;

/// Where lines of the logs go.
@FunctionalInterface
public interface LogSink {
    /// Writes a line, which has its end, whole and at once.
    void write(LogTarget target, String line) throws IOException;

    /// One stream for what happens, and nothing else.
    static LogSink mainOnly(Appendable stream) {
        return (target, line) -> {
            if (target == LogTarget.MAIN) {
                stream.append(line);
            }
        };
    }
}
