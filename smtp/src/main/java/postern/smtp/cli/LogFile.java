package postern.smtp.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The main log of `serve`: a file, and the terminal. A line is handed to the system at once, so that none is lost
/// when the process dies.
final class LogFile implements Appendable, AutoCloseable {
    private final OutputStream file;
    private final PrintWriter terminal;

    /// Appends to a file.
    LogFile(Path path, PrintWriter terminal) throws IOException {
        this.file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.terminal = terminal;
    }

    @Override
    public LogFile append(CharSequence text) throws IOException {
        file.write(text.toString().getBytes(StandardCharsets.UTF_8));
        terminal.print(text);
        terminal.flush();
        return this;
    }

    @Override
    public LogFile append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public LogFile append(char c) throws IOException {
        return append(String.valueOf(c));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
