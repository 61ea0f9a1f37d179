package postern.smtp.lookup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import postern.smtp.expand.FileItems;
import postern.smtp.expand.Lookups;
import postern.smtp.expand.Value;

/// The users of this machine (`passwd`), as `/etc/passwd` lists them; the password field is never shown.
public final class Users {
    private static final Path FILE = Path.of("/etc/passwd");
    private static final int FIELDS = 7;

    private Users() {}

    /// Whether there is a user of that name.
    ///
    /// @throws IOException if the list of users cannot be read
    public static boolean isThere(String name) throws IOException {
        try (var lines = Files.lines(FILE, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith(name + ":"));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static Lookups.Answer find(Lookups.Query query) {
        try {
            for (var line : Files.readAllLines(FILE, StandardCharsets.ISO_8859_1)) {
                var fields = line.split(":", -1);
                if (fields.length == FIELDS && fields[0].equals(query.key().text())) {
                    return new Lookups.Found(Value.trusted(
                            "*" + line.substring(line.indexOf(':', fields[0].length() + 1))));
                }
            }
            return new Lookups.NotFound();
        } catch (IOException e) {
            return new Lookups.Unusable("failed to open " + FILE + ": " + FileItems.reason(e));
        }
    }
}
