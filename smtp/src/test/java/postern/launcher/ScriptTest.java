package postern.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.vectors.peer.PeerProcess;

/// The script at the top of the checkout, before a program that says one line: what stands on standard output
/// is that line and nothing of the JVM's own, whatever has become of its archive of classes. Programs read the
/// answers of `ciphers --batch`.
class ScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path checkout;

    /// What stands in the jar.
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.println("{\"answer\":\"" + String.join(" ", arguments) + "\"}");
        }
    }

    @Test
    void nothingButTheAnswerComesOut() throws IOException {
        var target = Files.createDirectories(checkout.resolve("smtp/target"));
        for (var source :
                List.of("crypto-primitives/src/main", "tls-engine/src/main", "smtp/src/main", "smtp/src/launcher")) {
            Files.createDirectories(checkout.resolve(source));
        }
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createFile(checkout.resolve("smtp/pom.xml"));
        Files.copy(Path.of("../postern"), checkout.resolve("postern"), StandardCopyOption.COPY_ATTRIBUTES);
        writeJar(target.resolve("postern.jar"));
        var archive = target.resolve("postern.jsa");

        assertEquals(answer(), run(), "without an archive");
        assertTrue(Files.exists(archive), "the first run leaves an archive");
        assertEquals(answer(), run(), "with the archive");
        damage(archive, 4096);
        assertEquals(answer(), run(), "with a damaged archive");
        Files.writeString(archive, "this is no archive");
        assertEquals(answer(), run(), "with something else in its place");
        writeJar(target.resolve("postern.jar"));
        assertEquals(answer(), run(), "with the archive of another jar");
    }

    private static String answer() {
        return "{\"answer\":\"ciphers --batch\"}\n";
    }

    private String run() {
        var command =
                List.of("sh", "-c", checkout.resolve("postern") + " ciphers --batch 2>" + checkout.resolve("errors"));
        try (var script = PeerProcess.start(checkout, Map.of("JAVA_HOME", System.getProperty("java.home")), command)) {
            script.closeInput();
            assertEquals(0, script.awaitExit(LIMIT), script::output);
            return script.output();
        }
    }

    private static void damage(Path archive, int at) throws IOException {
        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(at);
            file.write(new byte[4096]);
        }
    }

    private static void writeJar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        var name = Program.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var in = Program.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            jar.write(in == null ? new byte[0] : in.readAllBytes());
            jar.closeEntry();
        }
    }
}
