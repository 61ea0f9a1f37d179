package postern.smtp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postern.smtp.config.ConfigException;
import postern.smtp.config.ConfigParser;
import postern.smtp.config.Configuration;
import postern.smtp.queue.EximTime;

/// The command line in Exim's spelling, taken apart.
///
/// @param mode what to do
/// @param operands what stands behind the options, or behind the mode
/// @param files the configuration files of `-C`, of which the first that exists is used
/// @param macros what `-D` defined
/// @param listen `-oX`
/// @param pidFile `-oP`
/// @param tls whether `-tls-on-connect` was there
/// @param debug the selectors of `-d`, such as `+tls`; empty without `-d`
/// @param queueInterval how often a daemon runs the queue, from `-q15m`; empty without
record EximArguments(
        Mode mode,
        List<String> operands,
        List<Path> files,
        Map<String, String> macros,
        Optional<String> listen,
        Optional<Path> pidFile,
        OnConnect tls,
        Optional<String> debug,
        Optional<Duration> queueInterval) {
    /// Where the configuration is unless `-C` names another.
    static final Path DEFAULT_FILE = Path.of("/etc/postern/postern.conf");

    /// Options of Exim that Postern knows of and does not have, by their beginnings.
    private static final Set<String> LATER = Set.of(
            "-bv",
            "-bf",
            "-bF",
            "-bi",
            "-bm",
            "-bmalware",
            "-bnq",
            "-br",
            "-bS",
            "-M",
            "-N",
            "-R",
            "-S",
            "-t",
            "-od",
            "-oM",
            "-oi",
            "-oe",
            "-om",
            "-oA",
            "-oB",
            "-oo",
            "-or",
            "-f",
            "-F",
            "-G",
            "-h",
            "-i",
            "-L",
            "-MC",
            "-n",
            "-O",
            "-p",
            "-r",
            "-T",
            "-U",
            "-X",
            "-z",
            "-E",
            "-A",
            "-bw",
            "-bhc",
            "-bem",
            "-brt",
            "-brw");

    /// What is to be done.
    enum Mode {
        /// `-bd`: serve in the background, which a supervisor does better: it is as `-bdf`.
        DAEMON,
        /// `-bs`: one session on standard input and output.
        STANDARD_INPUT,
        /// `-bh`: a session that is only played.
        FAKE_HOST,
        /// `-be`: expand strings.
        EXPAND,
        /// `-bP`: print options.
        PRINT,
        /// `-bV`: print the version and check the configuration.
        VERSION
    }

    /// How connections begin.
    enum OnConnect {
        /// In clear, save on the ports that the configuration says.
        AS_CONFIGURED,
        /// With a TLS handshake, on all ports.
        TLS
    }

    /// Takes a command line apart.
    ///
    /// @throws CommandException naming the option that is not known
    static EximArguments parse(List<String> arguments) {
        var parse = new Parse(arguments.iterator());
        parse.all();
        return parse.result();
    }

    /// Reads the configuration.
    Configuration configuration() {
        try {
            return ConfigParser.parse(file(), macros);
        } catch (ConfigException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private Path file() {
        var candidates = files.isEmpty() ? List.of(DEFAULT_FILE) : files;
        return candidates.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new CommandException("there is no configuration file "
                        + String.join(
                                " nor ", candidates.stream().map(Path::toString).toList())
                        + "; name one with -C FILE"));
    }

    /// Collects the parts. Lives as long as one parse.
    private static final class Parse {
        private final Iterator<String> rest;
        private final List<String> operands = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();
        private final Map<String, String> macros = new LinkedHashMap<>();
        private Optional<Mode> mode = Optional.empty();
        private Optional<String> listen = Optional.empty();
        private Optional<Path> pidFile = Optional.empty();
        private OnConnect tls = OnConnect.AS_CONFIGURED;
        private Optional<String> debug = Optional.empty();
        private Optional<Duration> queueInterval = Optional.empty();

        Parse(Iterator<String> rest) {
            this.rest = rest;
        }

        void all() {
            while (rest.hasNext()) {
                var argument = rest.next();
                if (!argument.startsWith("-") || argument.equals("-")) {
                    operands.add(argument);
                    rest.forEachRemaining(operands::add);
                } else if (argument.equals("--")) {
                    rest.forEachRemaining(operands::add);
                } else {
                    option(argument);
                }
            }
        }

        EximArguments result() {
            var wanted = mode.orElseThrow(() -> new UsageException(
                    "nothing to do: give -bd, -bdf, -bs, -bh, -be, -bP or -bV, or a subcommand (postern --help)"));
            return new EximArguments(wanted, operands, files, macros, listen, pidFile, tls, debug, queueInterval);
        }

        private void option(String argument) {
            switch (argument) {
                case "-bd", "-bdf" -> mode(Mode.DAEMON);
                case "-bs" -> mode(Mode.STANDARD_INPUT);
                case "-bh" -> {
                    mode(Mode.FAKE_HOST);
                    operands.add(value(argument));
                }
                case "-be" -> mode(Mode.EXPAND);
                case "-bP" -> mode(Mode.PRINT);
                case "-bV" -> mode(Mode.VERSION);
                case "-oX" -> listen = Optional.of(value(argument));
                case "-oP" -> pidFile = Optional.of(Path.of(value(argument)));
                case "-tls-on-connect" -> tls = OnConnect.TLS;
                case "-v" -> debug = debug.or(() -> Optional.of(""));
                default -> withValue(argument);
            }
        }

        private void withValue(String argument) {
            if (argument.startsWith("-C")) {
                for (var file : attached(argument).split(":")) {
                    files.add(Path.of(file));
                }
            } else if (argument.startsWith("-D")) {
                define(attached(argument));
            } else if (argument.matches("-q\\d\\w*")) {
                queueInterval = Optional.of(time(argument));
            } else if (argument.startsWith("-d")) {
                debug = Optional.of(argument.substring(2));
            } else {
                throw unknown(argument);
            }
        }

        private static Duration time(String argument) {
            try {
                return EximTime.parse(argument.substring(2));
            } catch (IllegalArgumentException e) {
                throw new UsageException(argument + ": " + e.getMessage());
            }
        }

        private void define(String definition) {
            var parts = definition.split("=", 2);
            macros.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
        }

        /// The value that stands in the same argument, or is the next one.
        private String attached(String argument) {
            return argument.length() > 2 ? argument.substring(2) : value(argument);
        }

        private String value(String argument) {
            if (!rest.hasNext()) {
                throw new UsageException("option " + argument + " needs a value");
            }
            return rest.next();
        }

        private void mode(Mode wanted) {
            if (mode.isPresent() && mode.get() != wanted) {
                throw new UsageException("two things cannot be done at once: " + mode.get() + ", " + wanted);
            }
            mode = Optional.of(wanted);
        }

        private static UsageException unknown(String argument) {
            boolean later = LATER.stream().anyMatch(argument::startsWith);
            return new UsageException(
                    later
                            ? "Exim's option " + argument + " is not supported by Postern"
                            : "unknown, malformed, or incomplete option " + argument);
        }
    }
}
