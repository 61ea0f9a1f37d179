package postern.smtp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;
import postern.tls.cli.Names;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.CertificateCompressor;
import postern.tls.trace.KeyLog;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceText;

/// The options that say how TLS is spoken, the same for servers and clients. A mixin of commands.
final class HandshakeOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private PolicyOptions policy;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private OlderOptions older;

    @Option(
            names = "--min",
            paramLabel = "VERSION",
            description = "the oldest version to speak (1.2, or as --priority says)")
    private @Nullable String min;

    @Option(
            names = "--max",
            paramLabel = "VERSION",
            description = "the newest version to speak (1.3, or as --priority says)")
    private @Nullable String max;

    @Option(
            names = "--alpn",
            paramLabel = "NAMES",
            description = "application protocols, the dearest first: http/1.1,smtp")
    private @Nullable String alpn;

    @Option(
            names = "--grease",
            description =
                    "mix code points that mean nothing into TLS 1.3, which every peer has to pass over (RFC 8701)")
    private boolean grease;

    @Option(
            names = "--compress-certificates",
            description = "offer to compress certificates by zlib, in TLS 1.3 (RFC 8879)")
    private boolean compressCertificates;

    @Option(
            names = "--record-size-limit",
            paramLabel = "N",
            description = "ask the peer for records of at most N octets: 64 to 16385")
    private int recordSizeLimit;

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

    /// Whether there is a key that both ends have.
    boolean sharesKeys() {
        return older.sharesKeys();
    }

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
        older.applyTo(builder, policy.saysSuites());
        policy.applyTo(builder, range());
        if (grease) {
            builder.grease();
        }
        if (compressCertificates) {
            builder.certificateCompression(CertificateCompressor.ZLIB);
        }
        if (recordSizeLimit != 0) {
            builder.recordSizeLimit(recordSizeLimit);
        }
        if (alpn != null) {
            builder.applicationProtocols(Names.protocols(alpn).toArray(String[]::new));
        }
    }

    private Optional<List<ProtocolVersion>> range() {
        if (min == null && max == null && !older.isLegacy()) {
            return Optional.empty();
        }
        return Optional.of(
                Names.versions(Names.version(min == null ? oldest() : min), Names.version(max == null ? "1.3" : max)));
    }

    private String oldest() {
        return policy.saysVersions() || older.isLegacy() ? "1.0" : "1.2";
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
