package postern.smtp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;

/// `postern -be [STRING…]`: expands the strings, or, without any, what is typed, and prints each result on a
/// line, or `Failed: ` and the reason. The status is 0 either way, as Exim's is.
final class ExpandStrings {
    private static final String PROMPT = "> ";

    private final Environment environment;
    private final InputStream in;
    private final PrintWriter out;

    ExpandStrings(Environment environment, Streams streams) {
        this.environment = environment;
        this.in = streams.in();
        // Octets in, octets out: what they mean is the user's business.
        this.out = new PrintWriter(streams.raw(), false, StandardCharsets.ISO_8859_1);
    }

    /// Expands each of some strings, or what is typed.
    ///
    /// @return the exit status
    int run(List<String> strings) {
        if (strings.isEmpty()) {
            interactively(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)));
        } else {
            strings.forEach(string -> show(octets(string)));
        }
        out.flush();
        return 0;
    }

    private static String octets(String argument) {
        return new String(argument.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// Expands what is read, line by line, until the input ends.
    private void interactively(BufferedReader input) {
        try {
            while (true) {
                out.print(PROMPT);
                out.flush();
                var line = logicalLine(input);
                if (line == null) {
                    out.println();
                    return;
                }
                show(line);
            }
        } catch (IOException e) {
            throw new CommandException("cannot read standard input: " + e.getMessage(), e);
        }
    }

    /// A line without the blanks at its ends. Where it ends with a backslash, the next belongs to it.
    private static @Nullable String logicalLine(BufferedReader in) throws IOException {
        var line = in.readLine();
        if (line == null) {
            return null;
        }
        var whole = AsciiText.trim(line);
        while (whole.endsWith("\\")) {
            var next = in.readLine();
            if (next == null) {
                return whole;
            }
            whole = whole.substring(0, whole.length() - 1) + AsciiText.trim(next);
        }
        return whole;
    }

    private void show(String text) {
        out.println(
                switch (Template.read(text, Origin.COMMAND_LINE).expand(environment)) {
                    case Expansion.Expanded(var value) -> value.text();
                    case Expansion.ForcedFailure(var message) -> "Failed: " + message;
                    case Expansion.Failed(var message) -> "Failed: " + message;
                });
    }
}
