package postern.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import postern.vectors.peer.PeerProcess;

/// What the jar says where the JVM is too old: one sentence, on a real older JVM if there is one.
class LauncherTest {
    private static final Path JVM_DIRECTORY = Path.of("/usr/lib/jvm");

    @Test
    void anOlderJvmIsToldWhichOneIsNeeded() throws IOException, URISyntaxException {
        var java = olderJvm().orElseThrow(() -> new TestAbortedException("no JVM older than 25 in " + JVM_DIRECTORY));
        var classes = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var result = PeerProcess.run(
                Duration.ofSeconds(20),
                "",
                java.toString(),
                "-cp",
                classes.toString(),
                "postern.launcher.Launcher",
                "--help");
        assertEquals(2, result.status());
        assertEquals(1, result.output().lines().count(), result.output());
        assertTrue(result.output().startsWith("postern: Java 25 or newer is needed; this is Java "), result.output());
    }

    @Test
    void releasesAreReadInBothSpellings() {
        assertEquals(8, Launcher.releaseOf("1.8"));
        assertEquals(17, Launcher.releaseOf("17"));
        assertEquals(25, Launcher.releaseOf("25"));
    }

    private static Optional<Path> olderJvm() throws IOException {
        if (!Files.isDirectory(JVM_DIRECTORY)) {
            return Optional.empty();
        }
        try (var homes = Files.list(JVM_DIRECTORY)) {
            return homes.filter(LauncherTest::isOlder)
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static boolean isOlder(Path home) {
        var file = home.resolve("release");
        if (!Files.isReadable(file)) {
            return false;
        }
        var release = new Properties();
        try (var in = Files.newInputStream(file)) {
            release.load(in);
        } catch (IOException e) {
            return false;
        }
        var version = release.getProperty("JAVA_VERSION", "\"999\"").replace("\"", "");
        return Integer.parseInt(version.startsWith("1.") ? version.split("\\.")[1] : version.split("[.\\-+]")[0]) < 25;
    }
}
