package postern.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file of published vectors, in a form like that of NIST's response files:
///
///     # A comment; the first one names the source.
///     name = value
///     name = value
///       more of the value, joined to it
///
///     name = value of the next vector
///
/// Lines of one vector stand together; an empty line ends it. A line that begins with a space continues the value
/// above. Whoever reads a value says what it is: octets in hexadecimal, a number, or text.
public final class VectorFile {
    private VectorFile() {}

    /// The vectors of a file below `postern/vectors`, in their order.
    ///
    /// @param path such as `hash/sha2.txt`
    /// @throws IllegalArgumentException if there is no such file, or a line is not of the form above
    public static List<Vector> read(String path) {
        try (var in = VectorFile.class.getResourceAsStream("/postern/vectors/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no vector file postern/vectors/" + path);
            }
            return parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Vector> parse(String path, String text) {
        var vectors = new ArrayList<Vector>();
        var fields = new LinkedHashMap<String, String>();
        var lastName = "";
        for (var line : text.lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank()) {
                finish(path, fields, vectors);
            } else if (line.startsWith(" ")) {
                fields.merge(lastName, line.strip(), String::concat);
            } else {
                int equals = line.indexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException(path + ": neither 'name = value' nor a continuation: " + line);
                }
                lastName = line.substring(0, equals).strip();
                if (fields.put(lastName, line.substring(equals + 1).strip()) != null) {
                    throw new IllegalArgumentException(path + ": '" + lastName + "' twice in one vector");
                }
            }
        }
        finish(path, fields, vectors);
        return List.copyOf(vectors);
    }

    private static void finish(String path, Map<String, String> fields, List<Vector> vectors) {
        if (!fields.isEmpty()) {
            vectors.add(new Vector(path + " #" + (vectors.size() + 1), Map.copyOf(fields)));
            fields.clear();
        }
    }
}
