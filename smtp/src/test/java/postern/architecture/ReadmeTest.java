package postern.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The README names only what is there.
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        var root = root();
        var links = LINK.matcher(Files.readString(root.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertTrue(links.size() >= 12, "the reading order has a dozen files: " + links);
        assertEquals(
                List.of(),
                links.stream().filter(link -> !Files.exists(root.resolve(link))).toList());
    }

    /// Tests run in the directory of their module or of the whole checkout.
    private static Path root() {
        return Stream.of(Path.of(""), Path.of(".."))
                .filter(directory -> Files.exists(directory.resolve("README.md")))
                .findFirst()
                .orElseThrow();
    }
}
