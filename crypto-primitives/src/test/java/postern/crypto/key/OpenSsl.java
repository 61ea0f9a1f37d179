package postern.crypto.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import postern.vectors.peer.Tool;

/// The `openssl` command, run in a directory of its own, as the other maker and reader of key files.
record OpenSsl(Path directory) {
    /// Runs one command and returns what it wrote to its output.
    byte[] run(String... arguments) {
        var command = new ArrayList<>(List.of(Tool.require("openssl")));
        command.addAll(List.of(arguments));
        var output = directory.resolve("output");
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(directory.resolve("error").toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + ": " + Files.readString(directory.resolve("error")));
            }
            return Files.readAllBytes(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Writes a file for the next command.
    void write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
