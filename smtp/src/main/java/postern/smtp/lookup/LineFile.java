package postern.smtp.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Escapes;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.FileItems;
import postern.smtp.expand.Lookups;
import postern.smtp.expand.Value;

/// A text file of keys and data: on each line a key, quoted if it holds blanks or colons, then a colon or a
/// blank, then the data. A line that begins with a blank goes on with the data before; empty lines and those
/// that begin with `#` do not count. The first key that matches is the answer.
final class LineFile {
    private LineFile() {}

    /// Searches a file. The file is opened before it is asked how keys match.
    static Lookups.Answer find(Lookups.Query query, Environment environment, Supplier<KeyMatch> match) {
        List<String> lines;
        try {
            var path = FileItems.absolute(query.file());
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return new Lookups.Unusable(query.file() + " is not a regular file (lsearch lookup)");
            }
            environment.budget().spend(Files.size(path));
            lines = Files.readAllLines(path, StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException e) {
            return new Lookups.Unusable(
                    "failed to open " + query.file() + " for linear search: " + FileItems.reason(e));
        }
        try {
            return search(query, lines, match.get());
        } catch (ExpansionStop stop) {
            return new Lookups.Deferred(String.valueOf(stop.getMessage()));
        }
    }

    private static Lookups.Answer search(Lookups.Query query, List<String> lines, KeyMatch match) {
        var rest = lines.iterator();
        while (rest.hasNext()) {
            var line = rest.next();
            if (isSkipped(line) || AsciiText.isBlank(line.charAt(0))) {
                continue;
            }
            var entry = Entry.read(line);
            if (match.matches(entry.key())) {
                var found = "key".equals(query.options().get("ret"))
                        ? query.key().text()
                        : withContinuations(entry.data(), rest);
                return new Lookups.Found(Value.trusted(found));
            }
        }
        return new Lookups.NotFound();
    }

    private static boolean isSkipped(String line) {
        return line.isEmpty() || line.charAt(0) == '#';
    }

    private static String withContinuations(String first, Iterator<String> rest) {
        var data = new StringBuilder(first);
        while (rest.hasNext()) {
            var line = rest.next();
            var more = AsciiText.trim(line);
            if (more.isEmpty() || !AsciiText.isBlank(line.charAt(0))) {
                break;
            }
            data.append(' ').append(more);
        }
        return data.toString();
    }

    /// A line's key and the beginning of its data.
    private record Entry(String key, String data) {
        static Entry read(String line) {
            var key = new StringBuilder();
            int at = line.startsWith("\"") ? quoted(line, key) : plain(line, key);
            at = skipBlanks(line, at);
            if (at < line.length() && line.charAt(at) == ':') {
                at = skipBlanks(line, at + 1);
            }
            return new Entry(key.toString(), AsciiText.trim(line.substring(at)));
        }

        private static int plain(String line, StringBuilder key) {
            int at = 0;
            while (at < line.length() && line.charAt(at) != ':' && !AsciiText.isBlank(line.charAt(at))) {
                key.append(line.charAt(at++));
            }
            return at;
        }

        private static int quoted(String line, StringBuilder key) {
            int at = 1;
            while (at < line.length() && line.charAt(at) != '"') {
                char c = line.charAt(at++);
                if (c == '\\' && at < line.length()) {
                    var escape = Escapes.read(line, at);
                    key.append(escape.octet());
                    at = escape.end();
                } else {
                    key.append(c);
                }
            }
            return Math.min(at + 1, line.length());
        }

        private static int skipBlanks(String line, int from) {
            int at = from;
            while (at < line.length() && AsciiText.isBlank(line.charAt(at))) {
                at++;
            }
            return at;
        }
    }
}
