package postern.smtp.cli;

import java.util.List;

/// `postern -bd`, `-bP` and so on: the command line of people who know Exim, taken when the first argument is
/// one of Exim's options.
final class EximCommandLine {
    private static final int NO = 1;
    private static final int USAGE = 2;

    private final Streams streams;

    EximCommandLine(Streams streams) {
        this.streams = streams;
    }

    /// Whether a command line is in Exim's spelling. `-h` and `-V` are ours.
    static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty()
                && arguments.getFirst().startsWith("-")
                && !arguments.getFirst().startsWith("--")
                && !arguments.getFirst().equals("-h")
                && !arguments.getFirst().equals("-V");
    }

    /// Runs it.
    ///
    /// @return the exit status
    int run(List<String> arguments) {
        try {
            if (QueueCommands.isMeant(arguments)) {
                return new QueueCommands(streams).run(arguments);
            }
            if (RouteCommand.isMeant(arguments)) {
                return new RouteCommand(streams).run(arguments);
            }
            var parsed = EximArguments.parse(arguments);
            return switch (parsed.mode()) {
                case PRINT -> new PrintOptions(parsed.configuration(), streams).run(parsed.operands());
                case VERSION -> new VersionAndCheck(streams).run(parsed);
                case EXPAND -> expand(parsed);
                case DAEMON -> new DaemonCommand(streams).run(parsed);
                case STANDARD_INPUT -> new StreamSession(parsed, streams).real();
                case FAKE_HOST ->
                    new StreamSession(parsed, streams).played(parsed.operands().getFirst());
            };
        } catch (UsageException e) {
            streams.err().println("postern: " + e.getMessage());
            return USAGE;
        } catch (CommandException e) {
            streams.err().println("postern: " + e.getMessage());
            return NO;
        } finally {
            streams.out().flush();
            streams.err().flush();
        }
    }

    /// `-be`; without `-C` no configuration is needed.
    private int expand(EximArguments parsed) {
        var environment = parsed.files().isEmpty() && parsed.macros().isEmpty()
                ? ConfiguredExpansion.environment()
                : ConfiguredExpansion.environment(parsed.configuration());
        return new ExpandStrings(environment, streams).run(parsed.operands());
    }
}
