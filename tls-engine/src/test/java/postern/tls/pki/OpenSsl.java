package postern.tls.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postern.vectors.peer.PeerProcess;

/// The `openssl` program at work in one directory.
public record OpenSsl(Path directory) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// Runs it; its output, of which the status must be 0.
    public String run(String... arguments) {
        var result = tryRun(arguments);
        if (result.status() != 0) {
            throw new IllegalStateException(
                    String.join(" ", arguments) + ": status " + result.status() + "\n" + result.output());
        }
        return result.output();
    }

    /// Runs it; its status and output.
    public PeerProcess.Result tryRun(String... arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try (var process = PeerProcess.start(directory, Map.of(), command)) {
            process.closeInput();
            int status = process.awaitExit(LIMIT);
            var utf8 = new String(process.output().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return new PeerProcess.Result(status, utf8);
        }
    }

    public Path write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Certificate certificate(String name) {
        return Certificate.parsePem(read(name)).getFirst();
    }

    /// A self-signed certificate in the file `name`.pem, its key in `name`.key; `more` are further arguments of
    /// `openssl req`.
    public Certificate selfSigned(String name, String subject, String... more) {
        var arguments = new ArrayList<>(List.of(
                "req",
                "-x509",
                "-utf8",
                "-multivalue-rdn",
                "-nodes",
                "-config",
                emptyConfiguration(),
                "-subj",
                subject,
                "-keyout",
                name + ".key",
                "-out",
                name + ".pem"));
        arguments.addAll(List.of(more));
        run(arguments.toArray(String[]::new));
        return certificate(name + ".pem");
    }

    /// The system's configuration file would add extensions of its own.
    private String emptyConfiguration() {
        return write("empty.cnf", "[req]\ndistinguished_name = dn\n[dn]\n[dir]\nO = directory name\n")
                .toString();
    }
}
