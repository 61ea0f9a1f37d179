package postern.smtp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;
import postern.tls.cli.Names;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.trace.KeyLog;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceText;

/// The options that say how TLS is spoken, the same for servers and clients. A mixin of commands.
final class HandshakeOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--ciphers",
            paramLabel = "NAMES",
            description = "cipher suites, the dearest first, separated by colons; names as openssl or gnutls-cli print"
                    + " them. A list without a suite of TLS 1.3 leaves those of TLS 1.3 as they are, and vice versa")
    private @Nullable String ciphers;

    @Option(
            names = "--groups",
            paramLabel = "NAMES",
            description =
                    "key exchange groups, the dearest first: X25519:P-256. A client sends key shares for those with"
                            + " a star, *X25519MLKEM768:*X25519:P-256, or else for the first")
    private @Nullable String groups;

    @Option(
            names = "--sigalgs",
            paramLabel = "NAMES",
            description = "signature schemes, the dearest first: rsa_pss_rsae_sha256:…")
    private @Nullable String schemes;

    @Option(
            names = "--min",
            paramLabel = "VERSION",
            defaultValue = "1.2",
            description = "the oldest version to speak (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private String min;

    @Option(
            names = "--max",
            paramLabel = "VERSION",
            defaultValue = "1.3",
            description = "the newest version to speak (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private String max;

    @Option(
            names = "--alpn",
            paramLabel = "NAMES",
            description = "application protocols, the dearest first: http/1.1,smtp")
    private @Nullable String alpn;

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description = "append the secrets of all connections to FILE, for Wireshark; whoever has it can read them")
    private @Nullable Path keyLog;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "append the handshakes to FILE: every message in hexadecimal, what was chosen and why")
    private @Nullable Path trace;

    /// Sets what was given, and leaves the rest as it is.
    ///
    /// @throws ParameterException if a name is not known, or a file cannot be written
    TlsConfig.Builder applyTo(TlsConfig.Builder builder) {
        return applyTo(builder, TlsObserver.NONE);
    }

    /// The same, with one more observer.
    TlsConfig.Builder applyTo(TlsConfig.Builder builder, TlsObserver more) {
        try {
            apply(builder);
            builder.observer(observer().and(more));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "cannot write " + e.getMessage(), e);
        }
        return builder;
    }

    private void apply(TlsConfig.Builder builder) throws IOException {
        var versions = Names.versions(Names.version(min), Names.version(max));
        builder.versions(versions.toArray(ProtocolVersion[]::new));
        if (ciphers != null) {
            builder.suites(Names.suites(ciphers).toArray(CipherSuite[]::new));
        }
        if (groups != null) {
            builder.groups(Names.groups(groups).toArray(NamedGroup[]::new));
            builder.keyShares(Names.keyShares(groups).toArray(NamedGroup[]::new));
        }
        if (schemes != null) {
            builder.signatureSchemes(Names.schemes(schemes).toArray(SignatureScheme[]::new));
        }
        if (alpn != null) {
            builder.applicationProtocols(Names.protocols(alpn).toArray(String[]::new));
        }
    }

    /// The files stay open as long as the program runs.
    private TlsObserver observer() throws IOException {
        var observer = keyLog == null ? TlsObserver.NONE : KeyLog.appendingTo(keyLog);
        if (trace != null) {
            var out = Files.newOutputStream(trace, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            observer = observer.and(new TraceText(new PrintStream(out, true, StandardCharsets.UTF_8)));
        }
        return observer;
    }
}
