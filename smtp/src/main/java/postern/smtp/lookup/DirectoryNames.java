package postern.smtp.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.FileItems;
import postern.smtp.expand.Lookups;
import postern.smtp.expand.Value;

/// The names in a directory (`dsearch`). The key is one name, not a path: a key with a slash is not answered,
/// so that no key leaves the directory. Options: `ret=full` gives the whole path, `filter=file`, `filter=dir`
/// and `filter=subdir` want that kind of entry.
final class DirectoryNames {
    private DirectoryNames() {}

    static Lookups.Answer find(Lookups.Query query) {
        var key = query.key().text();
        try {
            var directory = FileItems.absolute(query.file());
            requireDirectory(directory);
            if (key.indexOf('/') >= 0) {
                return new Lookups.Deferred("key for dsearch lookup contains a slash: " + key);
            }
            if (key.isEmpty() || key.indexOf('\0') >= 0) {
                return new Lookups.NotFound();
            }
            var entry = directory.resolve(FileItems.decoded(key));
            if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)
                    || !passes(query.options().get("filter"), entry)) {
                return new Lookups.NotFound();
            }
            var full = "full".equals(query.options().get("ret"));
            return new Lookups.Found(Value.trusted(full ? query.file() + "/" + key : key));
        } catch (IOException | InvalidPathException e) {
            return new Lookups.Unusable(
                    "failed to open " + query.file() + " for directory search: " + FileItems.reason(e));
        }
    }

    private static void requireDirectory(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
    }

    private static boolean passes(@Nullable String filter, Path entry) {
        if (filter == null) {
            return true;
        }
        var name = String.valueOf(entry.getFileName());
        return switch (filter) {
            case "file" -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
            case "dir" -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            case "subdir" ->
                Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !name.equals(".") && !name.equals("..");
            default -> true;
        };
    }
}
