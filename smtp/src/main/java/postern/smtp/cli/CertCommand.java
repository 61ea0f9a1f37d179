package postern.smtp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `postern cert`: makes certificates.
@Command(
        name = "cert",
        description = "Makes certificates, for a first installation, a lab or a test.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SelfSignedCommand.class,
            CaCommand.class,
            IssueCommand.class,
            CsrCommand.class,
            CrlCommand.class,
            OcspResponseCommand.class
        })
final class CertCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say which: " + String.join(", ", spec.subcommands().keySet()));
    }
}
