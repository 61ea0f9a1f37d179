package postern.smtp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `postern ocsp`: asks responders, or is one.
@Command(
        name = "ocsp",
        description = "Fetches OCSP responses to be stapled, or answers requests.",
        mixinStandardHelpOptions = true,
        subcommands = {OcspFetchCommand.class, OcspRespondCommand.class})
final class OcspCommand implements Runnable {
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
