package postern.smtp.cli;

import java.io.PrintWriter;
import java.util.Optional;
import postern.smtp.config.Configuration;
import postern.smtp.daemon.ConfigurationCheck;
import postern.smtp.outbound.ConfiguredQueue;

/// `-bV`: the version, then everything about the configuration that can be known to be wrong before the daemon
/// starts.
final class VersionAndCheck {
    private final PrintWriter out;

    VersionAndCheck(Streams streams) {
        this.out = streams.out();
    }

    /// Prints, and checks.
    ///
    /// @return the exit status: 1 if something is wrong
    int run(EximArguments arguments) {
        var version = Optional.ofNullable(VersionAndCheck.class.getPackage().getImplementationVersion());
        out.println("Postern version " + version.orElse("(not packaged)"));
        out.flush();
        var configuration = arguments.configuration();
        out.println("Support for: " + support(configuration));
        out.println("Configuration file is " + configuration.file());
        var findings = new ConfigurationCheck(configuration, arguments.listen()).findings();
        findings.forEach(out::println);
        var problem = ConfiguredQueue.problem(configuration);
        problem.filter(words ->
                        findings.stream().noneMatch(finding -> finding.words().equals(words)))
                .ifPresent(words -> out.println("error: " + words));
        boolean sound = problem.isEmpty()
                && findings.stream().noneMatch(finding -> finding.weight() != ConfigurationCheck.Weight.NOTE);
        return sound ? 0 : 1;
    }

    private static String support(Configuration configuration) {
        var dialect = configuration.dialect().word();
        return "IPv6 TLS OCSP; tls_dialect = " + dialect;
    }
}
