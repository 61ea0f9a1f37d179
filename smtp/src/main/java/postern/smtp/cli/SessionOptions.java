package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.crypto.bytes.Secret;
import postern.tls.TlsConfig;
import postern.tls.session.ClientSessions;
import postern.tls.session.SessionFile;

/// The options that let a client go on from an earlier connection. A mixin of commands.
final class SessionOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--reconnect",
            paramLabel = "N",
            description = "connect N times more, each time going on from the session before")
    private int reconnect;

    @Option(
            names = "--session-out",
            paramLabel = "FILE",
            description = "keep the sessions in FILE at the end; whoever has it can go on from them")
    private @Nullable Path out;

    @Option(names = "--session-in", paramLabel = "FILE", description = "go on from the sessions in FILE")
    private @Nullable Path in;

    @Option(
            names = "--early-data",
            paramLabel = "N",
            description = "send up to N octets of the input with the hello, where the session allows it (0-RTT)")
    private int earlyData;

    private final ClientSessions fresh = new ClientSessions();
    private @Nullable ClientSessions loaded;

    /// How many connections there are besides the last one.
    int reconnections() {
        return reconnect;
    }

    /// How many octets of the input may go with the hello.
    int earlyData() {
        return earlyData;
    }

    /// Lets the client resume, if anything of it was asked for.
    ///
    /// @throws IllegalArgumentException naming the option, if the file cannot be used
    TlsConfig.Builder applyTo(TlsConfig.Builder builder) {
        if (in != null) {
            loaded = load(in);
        }
        if (earlyData > 0) {
            builder.offerEarlyData();
        }
        return in != null || out != null || reconnect > 0 ? builder.sessions(sessions()) : builder;
    }

    private ClientSessions load(Path file) {
        try (var octets = new CertificateFiles(command).secret(file)) {
            return SessionFile.read(octets);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--session-in " + file + ": " + e.getMessage() + "; give one that --session-out has made", e);
        }
    }

    private ClientSessions sessions() {
        return loaded == null ? fresh : loaded;
    }

    /// Keeps what there is at the end.
    void save() {
        if (out == null) {
            return;
        }
        try (Secret octets = SessionFile.write(sessions())) {
            Files.deleteIfExists(out);
            KeyPairFiles.writePrivately(out, octets);
        } catch (IOException e) {
            throw new CommandException("cannot write --session-out " + out + ": " + e.getMessage(), e);
        }
    }
}
