package postern.vectors.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// A program that a test needs as its peer.
public final class Tool {
    private Tool() {}

    /// The program's path, looked up in `PATH` and the directories of system daemons.
    ///
    /// @throws TestAbortedException if it is missing: the test counts as skipped
    /// @throws IllegalStateException if it is missing and the environment says `CI=true`
    public static String require(String program) {
        return find(program).map(Path::toString).orElseThrow(() -> missing(program));
    }

    /// The program's path, if it is installed.
    public static Optional<Path> find(String program) {
        var searched = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin";
        return Arrays.stream(searched.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static RuntimeException missing(String program) {
        var words = "the program '" + program + "' is not installed";
        return "true".equals(System.getenv("CI"))
                ? new IllegalStateException(words + "; where CI=true the build must install it")
                : new TestAbortedException(words + "; this test is skipped");
    }
}
