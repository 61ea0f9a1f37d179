package postern.smtp.expand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/// What reads files by name, and the rule that a name which the peer chose is not read.
public final class FileItems {
    private FileItems() {}

    /// Refuses a file name that the peer had a hand in. The message shows how to have a lookup vouch for the name.
    ///
    /// @param name the name
    /// @param what would be done with the file
    /// @throws ExpansionStop if the name is tainted
    public static void requireTrusted(Value name, String what) {
        if (name.tainted()) {
            throw ExpansionStop.failed("Tainted name '" + name.text() + "' for " + what
                    + " not permitted: the peer chose it, wholly or in part. Let a lookup vouch for it:"
                    + " ${lookup {NAME} dsearch,ret=full {DIRECTORY} {$value}{DEFAULT}}");
        }
    }

    /// `${readfile{name}{line end}}`
    static Value readFile(Evaluation evaluation, List<Value> arguments) {
        var name = arguments.getFirst();
        requireTrusted(name, "file read");
        var text = read(name.text(), evaluation.budget());
        return Value.trusted(
                arguments.size() > 1 ? text.replace("\n", arguments.get(1).text()) : text);
    }

    private static String read(String name, Budget budget) {
        try {
            var path = absolute(name);
            budget.checkLength((int) Math.min(Files.size(path), Integer.MAX_VALUE));
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException e) {
            throw ExpansionStop.failed("failed to open " + name + ": " + reason(e));
        }
    }

    /// The file of that name. What is not absolute is not there: which directory a server runs in says nothing.
    ///
    /// @throws IOException if the name is not absolute
    public static Path absolute(String name) throws IOException {
        if (!name.startsWith("/")) {
            throw new NoSuchFileException(name);
        }
        return Path.of(decoded(name));
    }

    /// The operating system's word for it.
    public static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case NotDirectoryException _ -> "Not a directory";
            default -> String.valueOf(e.getMessage());
        };
    }

    /// A file name out of octets: names are UTF-8, and stay what they are if they are not.
    public static String decoded(String octets) {
        return octets.chars().allMatch(c -> c < 0x80)
                ? octets
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
