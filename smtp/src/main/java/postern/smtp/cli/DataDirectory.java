package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where `serve` keeps its things.
record DataDirectory(Path root) {
    /// The mail.
    Path maildir() {
        return root.resolve("Maildir");
    }

    /// Messages on their way.
    Path spool() {
        return root.resolve("spool");
    }

    /// Exim's name for it.
    Path mainLog() {
        return root.resolve("log").resolve("mainlog");
    }

    /// The server's certificate.
    Path certificate() {
        return root.resolve("tls").resolve("cert.pem");
    }

    /// Its private key.
    Path privateKey() {
        return root.resolve("tls").resolve("key.pem");
    }

    /// Creates what is missing.
    ///
    /// @throws CommandException if that is not possible
    void create() {
        try {
            Files.createDirectories(root.resolve("log"));
            Files.createDirectories(root.resolve("tls"));
        } catch (IOException e) {
            throw new CommandException(
                    "cannot create the data directory " + root + ": " + e + "; name another one with --data", e);
        }
    }
}
