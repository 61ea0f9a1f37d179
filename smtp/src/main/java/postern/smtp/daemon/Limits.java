package postern.smtp.daemon;

import java.io.IOException;
import java.time.Duration;
import postern.smtp.config.OptionType;
import postern.smtp.config.Settings;
import postern.smtp.io.TimeLimits;
import postern.smtp.server.ServerLimits;
import postern.smtp.session.CommandLimits;
import postern.smtp.session.SessionLimits;

/// The options that bound what clients can do.
final class Limits {
    /// What "no limit" means.
    private static final int NONE = Integer.MAX_VALUE;

    private Limits() {}

    /// Those of a connection.
    static SessionLimits of(Options options) {
        var main = options.main();
        int nonmail = orNone(main.number("smtp_accept_max_nonmail"));
        int errors = main.number("smtp_max_synprot_errors");
        var commands = new CommandLimits(CommandLimits.STANDARD.total(), nonmail, errors);
        return new SessionLimits(messageSize(options), orNone(main.number("recipients_max")), commands);
    }

    private static long messageSize(Options options) {
        try {
            return options.text("message_size_limit")
                    .map(Limits::number)
                    .map(Limits::orNone)
                    .orElse(NONE);
        } catch (IOException e) {
            return 0; // what cannot be computed limits everything: the log of the check at start says why
        }
    }

    /// Those of the server.
    static ServerLimits of(Settings main) {
        var command = main.time("smtp_receive_timeout");
        var time = command.isZero() ? TimeLimits.STANDARD : withCommand(command);
        return ServerLimits.STANDARD.withTime(time).withConnections(orNone(main.number("smtp_accept_max")));
    }

    private static TimeLimits withCommand(Duration command) {
        return new TimeLimits(command, command, TimeLimits.STANDARD.session());
    }

    /// A number in an expanded option; 0 for what is none.
    static int number(String text) {
        try {
            return OptionType.integer(text.strip());
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static int orNone(int limit) {
        return limit == 0 ? NONE : limit;
    }
}
