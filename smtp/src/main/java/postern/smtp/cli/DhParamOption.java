package postern.smtp.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.crypto.dh.DhGroup;
import postern.crypto.dh.StandardGroups;
import postern.tls.TlsConfig;
import postern.tls.param.CipherSuite;

/// The option that says in which group a server agrees keys by DHE up to TLS 1.2. A mixin of commands.
final class DhParamOption {
    private static final String NONE = "none";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--dhparam",
            paramLabel = "WHAT",
            description =
                    "the group for DHE with clients that name none: a PEM file, a name such as ffdhe3072 or ike14,"
                            + " or 'none' to have no DHE at all (ffdhe2048)")
    private @Nullable String parameters;

    /// Sets what was given, over suites that are set already.
    ///
    /// @throws IllegalArgumentException naming the option and the remedy
    TlsConfig.Builder applyTo(TlsConfig.Builder builder) {
        return parameters == null ? builder : applyTo(builder, parameters);
    }

    private TlsConfig.Builder applyTo(TlsConfig.Builder builder, String what) {
        if (what.equals(NONE)) {
            var without = builder.build().suites().stream()
                    .filter(suite -> !suite.kx().isFiniteField())
                    .toArray(CipherSuite[]::new);
            return builder.suites(without);
        }
        return builder.dhGroup(StandardGroups.named(what).orElseGet(() -> read(what)));
    }

    private DhGroup read(String file) {
        var octets = new CertificateFiles(command).octets(Path.of(file));
        try {
            return DhGroup.fromPem(octets.toText(StandardCharsets.ISO_8859_1), file);
        } catch (IllegalArgumentException e) {
            var names = String.join(", ", StandardGroups.names());
            throw new IllegalArgumentException("--dhparam " + e.getMessage() + "; the names are " + names, e);
        }
    }
}
