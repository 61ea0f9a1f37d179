package postern.tls.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The list of refusals is the auditor's index, so it must not promise what is not there: every constant is thrown
/// somewhere, and provoked by some test.
class ViolationIndexTest {
    private static final Path MAIN = sources("main");
    private static final Path TEST = sources("test");

    /// The module's sources, whether tests run in the module's directory or in the one above.
    private static Path sources(String kind) {
        var inModule = Path.of("src", kind, "java", "postern", "tls");
        return Files.isDirectory(inModule) ? inModule : Path.of("tls-engine").resolve(inModule);
    }

    private static String read(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Violation.java"))
                    .map(ViolationIndexTest::text)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Violation> missingIn(String sources, String pattern) {
        var words = pattern.formatted("(\\w+)");
        var named = Pattern.compile(words)
                .matcher(sources)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        return Arrays.stream(Violation.values())
                .filter(violation -> !named.contains(violation.name()))
                .toList();
    }

    @Test
    void everyRefusalIsThrownSomewhere() {
        assertEquals(List.of(), missingIn(read(MAIN), "Violation\\.%s"));
    }

    @Test
    void everyRefusalIsProvokedByATest() {
        assertEquals(List.of(), missingIn(read(TEST), "\\b%s\\b"));
    }
}
