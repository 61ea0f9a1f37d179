package postern.smtp.expand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// `${stat:name}`: what the file system knows of a file, as `name=value` pairs.
final class FileOperators {
    static final Map<String, Operator> ALL = Map.of("stat", FileOperators::stat);

    private static final int PERMISSIONS = 0xfff;

    private FileOperators() {}

    private static Value stat(Evaluation evaluation, OperatorCall call, Value name) {
        FileItems.requireTrusted(name, "stat");
        try {
            var path = FileItems.absolute(name.text());
            var all = Files.readAttributes(path, "unix:*");
            var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            return Value.trusted(
                    "mode=%04o smode=%s%s inode=%s device=%s links=%s uid=%s gid=%s size=%s atime=%d mtime=%d ctime=%d"
                            .formatted(
                                    number(all, "mode") & PERMISSIONS,
                                    Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "d" : "-",
                                    permissions,
                                    all.get("ino"),
                                    all.get("dev"),
                                    all.get("nlink"),
                                    all.get("uid"),
                                    all.get("gid"),
                                    all.get("size"),
                                    seconds(all, "lastAccessTime"),
                                    seconds(all, "lastModifiedTime"),
                                    seconds(all, "ctime")));
        } catch (IOException | InvalidPathException e) {
            throw ExpansionStop.failed("stat(" + name.text() + ") failed: " + FileItems.reason(e));
        }
    }

    private static long seconds(Map<String, Object> all, String time) {
        return all.get(time) instanceof FileTime value ? value.toInstant().getEpochSecond() : 0;
    }

    private static int number(Map<String, Object> all, String name) {
        return all.get(name) instanceof Integer value ? value : 0;
    }
}
