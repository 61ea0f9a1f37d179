package postern.smtp.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Options that the manual describes and this version does not have. Saying so is better than "unknown option",
/// which sounds like a spelling mistake, and much better than ignoring them.
final class NotYet implements IParameterExceptionHandler {
    private static final Map<String, String> OPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("--auth", "SMTP authentication"),
            Map.entry("--password-file", "SMTP authentication"),
            Map.entry("--resume", "session resumption"),
            Map.entry("--cert-dir", "certificates by SNI")));

    private final IParameterExceptionHandler others;

    private NotYet(IParameterExceptionHandler others) {
        this.others = others;
    }

    /// Makes the parser say it.
    static void install(CommandLine command) {
        command.setParameterExceptionHandler(new NotYet(command.getParameterExceptionHandler()));
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) throws Exception {
        if (e instanceof UnmatchedArgumentException unmatched) {
            for (var argument : unmatched.getUnmatched()) {
                var option = argument.split("=", 2)[0];
                var what = OPTIONS.get(option);
                if (what != null) {
                    e.getCommandLine().getErr().println(option + ": " + what + " is not in this version; leave it out");
                    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
                }
            }
        }
        return others.handleParseException(e, args);
    }
}
