package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;
import postern.tls.cli.CipherText;
import postern.tls.cli.Names;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.policy.GnuTlsHint;
import postern.tls.policy.PolicyException;
import postern.tls.policy.SecurityPolicy;

/// The options that say what may be agreed on: the policy languages of OpenSSL and GnuTLS, and plain lists. A
/// mixin of commands.
final class PolicyOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--ciphers",
            paramLabel = "STRING",
            description = "the suites up to TLS 1.2 and the security level, as openssl -cipher takes them:"
                    + " 'ECDHE+AESGCM:!aNULL:@SECLEVEL=2'. Names of TLS 1.3 among them are a list of their own")
    private @Nullable String ciphers;

    @Option(
            names = "--ciphersuites",
            paramLabel = "NAMES",
            description = "the suites of TLS 1.3, as openssl -ciphersuites takes them")
    private @Nullable String cipherSuites;

    @Option(
            names = "--priority",
            paramLabel = "STRING",
            description = "everything, as gnutls-cli --priority takes it: 'NORMAL:-VERS-TLS1.0:%%SERVER_PRECEDENCE'")
    private @Nullable String priority;

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
            description = "signature schemes, the dearest first: rsa_pss_rsae_sha256:ECDSA+SHA384:…")
    private @Nullable String schemes;

    /// Sets what was given, and leaves the rest as it is.
    ///
    /// @param range the versions asked for; empty if none were
    /// @throws IllegalArgumentException if a string is refused, or a name is not known
    void applyTo(TlsConfig.Builder builder, Optional<List<ProtocolVersion>> range) throws IOException {
        var usual = List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13);
        if (priority != null) {
            applyPriority(priority, builder, range);
        } else {
            var versions = range.orElse(usual);
            applyCiphers(builder, versions);
            builder.versions(versions.toArray(ProtocolVersion[]::new));
        }
        if (groups != null) {
            builder.groups(Names.groups(groups).toArray(NamedGroup[]::new));
            builder.keyShares(Names.keyShares(groups).toArray(NamedGroup[]::new));
        }
        if (schemes != null) {
            builder.signatureSchemes(Names.schemes(schemes).toArray(SignatureScheme[]::new));
        }
    }

    /// Whether the suites are said here.
    boolean saysSuites() {
        return priority != null || ciphers != null || cipherSuites != null;
    }

    /// Whether the versions are said here.
    boolean saysVersions() {
        return priority != null;
    }

    private void applyPriority(String text, TlsConfig.Builder builder, Optional<List<ProtocolVersion>> range)
            throws IOException {
        if (ciphers != null || cipherSuites != null) {
            throw new IllegalArgumentException(
                    "--priority says everything that --ciphers and --ciphersuites say;" + " give one or the other");
        }
        try {
            var policy = SecurityPolicy.ofGnuTls(text, SystemPriorityFile.read());
            builder.policy(policy);
            range.map(wanted -> policy.versions().stream().filter(wanted::contains))
                    .ifPresent(both -> builder.versions(both.toArray(ProtocolVersion[]::new)));
            policy.warnings().forEach(this::warn);
        } catch (PolicyException e) {
            var hint = GnuTlsHint.of(text).map(words -> "; " + words).orElse("");
            throw new IllegalArgumentException("--priority '" + text + "': " + e.getMessage() + hint, e);
        }
    }

    private void applyCiphers(TlsConfig.Builder builder, List<ProtocolVersion> versions) {
        if (ciphers == null && cipherSuites == null) {
            return;
        }
        var text = CipherText.of(Optional.ofNullable(ciphers), Optional.ofNullable(cipherSuites));
        if (text.string().isEmpty()) {
            builder.suites(Names.suites(text.tls13().orElseThrow()).toArray(CipherSuite[]::new));
            return;
        }
        try {
            var policy = SecurityPolicy.ofOpenSsl(text.string().get(), text.tls13());
            builder.policy(policy);
            if (versions.contains(ProtocolVersion.TLS13)) {
                policy.warnings().forEach(this::warn);
            }
        } catch (PolicyException e) {
            throw new IllegalArgumentException("--ciphers '" + text.string().get() + "': " + e.getMessage(), e);
        }
    }

    private void warn(String words) {
        var err = command.commandLine().getErr();
        err.println("warning: " + words);
        err.flush();
    }

    /// The system's priorities, from where GnuTLS looks for them.
    static final class SystemPriorityFile {
        private SystemPriorityFile() {}

        static Optional<String> read() throws IOException {
            var named = System.getenv("GNUTLS_SYSTEM_PRIORITY_FILE");
            var file = Path.of(named == null ? "/etc/gnutls/config" : named);
            return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        }
    }
}
