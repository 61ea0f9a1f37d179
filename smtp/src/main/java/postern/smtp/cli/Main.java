package postern.smtp.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Entry point of the jar: finds the subcommand, runs it and turns its outcome into an exit status.
///
/// Exit status: 0 done, 1 the answer is no, 2 wrong usage, 70 internal error.
@Command(name = "postern", mixinStandardHelpOptions = true, description = "An SMTP server and client with its own TLS.")
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    /// Runs one command and ends the JVM with its status.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    /// Without a subcommand there is nothing to do.
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a subcommand is needed");
    }
}
