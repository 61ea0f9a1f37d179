package postern.smtp.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Reads configuration files as lines that mean something: comments and blank lines left out, macros replaced,
/// conditions decided, other files included, continued lines joined.
///
/// Confined to the [ConfigParser].
final class ConfigReader {
    /// A file that includes itself would be read for ever: 32 files within each other.
    private static final int MAX_DEPTH = 32;

    private final Macros macros;
    private final Deque<OpenFile> files = new ArrayDeque<>();
    private final Deque<Branch> branches = new ArrayDeque<>();
    private SourceLine last;

    /// Begins with the file.
    ///
    /// @throws ConfigException if it cannot be read
    ConfigReader(Path file, Macros macros) {
        this.macros = macros;
        this.last = new SourceLine(file.toString(), 0);
        try {
            files.push(OpenFile.of(file));
        } catch (IOException e) {
            throw new ConfigException("failed to open configuration file " + file + ": " + reason(e));
        }
    }

    /// A file of which some lines are read.
    private static final class OpenFile {
        private final Path path;
        private final Iterator<String> lines;
        private int line;

        private OpenFile(Path path, List<String> lines) {
            this.path = path;
            this.lines = lines.iterator();
        }

        /// Octets are kept as they are, whatever their meaning.
        static OpenFile of(Path path) throws IOException {
            return new OpenFile(path, Files.readAllLines(path, StandardCharsets.ISO_8859_1));
        }

        SourceLine next() {
            line++;
            return new SourceLine(path.toString(), line);
        }
    }

    /// What becomes of the lines after a condition.
    private enum Branch {
        /// They are read.
        TAKEN,
        /// They are not; a later `.elifdef` or `.else` may be.
        NOT_YET,
        /// They are not, since an earlier branch was, or the whole condition stands in lines that are not read.
        NEVER
    }

    /// The next line; empty at the end.
    Optional<LogicalLine> next() {
        var text = new StringBuilder();
        SourceLine start = null;
        while (true) {
            var physical = nextPhysical();
            if (physical.isEmpty()) {
                return start == null
                        ? Optional.empty()
                        : Optional.of(new LogicalLine(text.toString().strip(), start));
            }
            var line = physical.get();
            if (start == null && line.text().isEmpty()) {
                continue;
            }
            start = start == null ? line.at() : start;
            if (!line.text().endsWith("\\")) {
                return Optional.of(
                        new LogicalLine(text.append(line.text()).toString().strip(), start));
            }
            text.append(line.text(), 0, line.text().length() - 1);
        }
    }

    /// Where the reading stands.
    SourceLine last() {
        return last;
    }

    /// The next line that is to be read, without blanks at its ends.
    private Optional<LogicalLine> nextPhysical() {
        while (!files.isEmpty()) {
            var file = files.element();
            if (!file.lines.hasNext()) {
                files.pop();
                continue;
            }
            var raw = file.lines.next().strip();
            last = file.next();
            if (raw.startsWith("#")) {
                continue;
            }
            var replaced = macros.replace(raw, macroNameEnd(raw));
            var line = new LogicalLine(replaced.text().strip(), last);
            if (line.text().startsWith("#") || isCondition(line, replaced.count()) || !isRead() || isInclude(line)) {
                continue;
            }
            return Optional.of(line);
        }
        if (!branches.isEmpty()) {
            throw new ConfigException(last, "Unexpected end of configuration file: .endif missing");
        }
        return Optional.empty();
    }

    /// In a definition, the name that is defined is no place for replacement.
    private static int macroNameEnd(String line) {
        int end = 0;
        while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        boolean defines = end > 0
                && Macros.isName(line.substring(0, end))
                && line.substring(end).strip().startsWith("=");
        return defines ? end : 0;
    }

    private boolean isRead() {
        return branches.isEmpty() || branches.element() == Branch.TAKEN;
    }

    /// Handles a line that begins, changes or ends a condition. A condition is true if a macro was replaced in it.
    private boolean isCondition(LogicalLine line, int replaced) {
        if (!line.text().startsWith(".")) {
            return false;
        }
        var word = line.text().split("\\s", 2)[0];
        switch (word) {
            case ".ifdef" -> begin(replaced > 0);
            case ".ifndef" -> begin(replaced == 0);
            case ".elifdef" -> change(line, replaced > 0);
            case ".elifndef" -> change(line, replaced == 0);
            case ".else" -> change(line, true);
            case ".endif" -> {
                expectBranch(line);
                branches.pop();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void begin(boolean condition) {
        if (isRead()) {
            branches.push(condition ? Branch.TAKEN : Branch.NOT_YET);
        } else {
            branches.push(Branch.NEVER);
        }
    }

    private void change(LogicalLine line, boolean condition) {
        expectBranch(line);
        var before = branches.pop();
        branches.push(
                switch (before) {
                    case TAKEN, NEVER -> Branch.NEVER;
                    case NOT_YET -> condition ? Branch.TAKEN : Branch.NOT_YET;
                });
    }

    private void expectBranch(LogicalLine line) {
        if (branches.isEmpty()) {
            throw line.wrong(line.text().split("\\s", 2)[0] + " without matching .ifdef");
        }
    }

    private boolean isInclude(LogicalLine line) {
        boolean optional = isWord(line.text(), ".include_if_exists");
        if (!optional && !isWord(line.text(), ".include")) {
            return false;
        }
        var name = line.text().split("\\s+", 2)[1].replaceAll("^\"(.*)\"$", "$1");
        var current = files.element().path.toAbsolutePath();
        var path = current.resolveSibling(name);
        if (files.size() >= MAX_DEPTH) {
            throw line.wrong("more than " + MAX_DEPTH + " files include each other; does one include itself?");
        }
        if (optional && !Files.exists(path)) {
            return true;
        }
        try {
            files.push(OpenFile.of(path));
        } catch (IOException e) {
            throw line.wrong("failed to open included configuration file " + name + ": " + reason(e));
        }
        return true;
    }

    private static boolean isWord(String text, String word) {
        return text.length() > word.length()
                && text.startsWith(word)
                && Character.isWhitespace(text.charAt(word.length()));
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.toString();
    }
}
