package postern.smtp.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import postern.tls.pki.CertificateException;

/// Entry point of the jar: finds the subcommand, runs it and turns its outcome into an exit status.
///
/// Exit status: 0 done, 1 the answer is no, 2 wrong usage, 70 internal error.
@Command(
        name = "postern",
        description = "An SMTP server and client with its own TLS.",
        footer = {
            "",
            "In Exim's spelling, with a configuration (-C FILE, -DMACRO=value):",
            "  -bd, -bdf          serve (-oX PORTS, -oP FILE, -tls-on-connect, -d+tls, -q15m)",
            "  -bs                one session on standard input and output",
            "  -bh IP[.PORT]      the same, played as if from there; shows how ACLs decide",
            "  -be [STRING...]    expand strings",
            "  -bP [OPTION...]    print options with the values that hold",
            "  -bV                the version, and what is wrong with the configuration",
            "  -bt ADDRESS...     where mail would go",
            "  -bp, -q, -qf, -qff list the queue, run it, all of it, even what is frozen",
            "  -M, -Mrm, -Mf, -Mt ID...  deliver, remove, freeze, thaw; -Mvh, -Mvb, -Mvl show",
            "                     without -C the queue of serve (--data DIR)"
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            CertCommand.class,
            CiphersCommand.class,
            DhParamCommand.class,
            OcspCommand.class,
            SClientCommand.class,
            SServerCommand.class,
            SelfTestCommand.class,
            SendCommand.class,
            ServeCommand.class,
            VerifyCommand.class,
            X509Command.class
        })
public final class Main implements Runnable {
    private static final int NO = 1;
    private static final int INTERNAL_ERROR = 70;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    /// Runs one command and ends the JVM with its status.
    public static void main(String[] args) {
        var arguments = List.of(args);
        if (EximCommandLine.isMeant(arguments)) {
            // The parser of our own commands is not needed, and takes a fifth of a second to build.
            var out = new PrintWriter(System.out, false, Charset.defaultCharset());
            var err = new PrintWriter(System.err, true, Charset.defaultCharset());
            var streams = new Streams(System.in, out, err, System.out);
            System.exit(new EximCommandLine(streams).run(arguments));
        }
        System.exit(commandLine().execute(args));
    }

    /// The parser of the command line.
    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, result) -> status(e, command));
        NotYet.install(commandLine);
        return commandLine;
    }

    /// What a command foresaw, a certificate that cannot be used included, is an answer; anything else is an
    /// error of ours, told in one line, with its trace for whoever asks for it.
    private static int status(Exception e, CommandLine command) {
        if (e instanceof CommandException || e instanceof CertificateException) {
            command.getErr().println("postern: " + e.getMessage());
            return NO;
        }
        command.getErr()
                .println("postern: internal error: " + e
                        + " (for the trace: POSTERN_JAVA_OPTS=-Dpostern.log.level=DEBUG ./postern ...)");
        LoggerFactory.getLogger(Main.class).debug("internal error", e);
        return INTERNAL_ERROR;
    }

    /// Without a subcommand there is nothing to do.
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a subcommand is needed");
    }
}
