package postern.smtp.session;

import java.util.Optional;
import postern.smtp.wire.Command;
import postern.smtp.wire.Reply;

/// Counts what a client does against the [CommandLimits].
///
/// Confined to its session.
final class Tally {
    private final CommandLimits limits;
    private int total;
    private int idle;
    private int errors;

    Tally(CommandLimits limits) {
        this.limits = limits;
    }

    /// Counts a command; answers it if it is one too many.
    Optional<Reply> count(Command command) {
        total++;
        if (total > limits.total()) {
            return Optional.of(Reply.of(421, "Too many commands in this connection; closing it"));
        }
        if (isIdle(command)) {
            idle++;
        }
        return idle > limits.idle() ? Optional.of(Reply.of(554, "Too many nonmail commands")) : Optional.empty();
    }

    /// Counts the answer; gives another one if it was one error too many.
    Optional<Reply> count(Reply reply) {
        if (isError(reply)) {
            errors++;
        }
        return errors > limits.errors()
                ? Optional.of(Reply.of(500, "Too many syntax or protocol errors"))
                : Optional.empty();
    }

    /// A message came through: the client is no idler.
    void worked() {
        idle = 0;
    }

    private static boolean isIdle(Command command) {
        return switch (command) {
            case Command.Mail _, Command.Rcpt _, Command.Data _, Command.Bdat _, Command.Quit _ -> false;
            case Command.Unknown _, Command.Malformed _, Command.OutOfStep _ -> false; // errors, counted as such
            case Command.Helo _, Command.Ehlo _, Command.Rset _, Command.Noop _ -> true;
            case Command.Help _, Command.Vrfy _, Command.Expn _, Command.StartTls _, Command.Auth _ -> true;
        };
    }

    private static boolean isError(Reply reply) {
        return switch (reply.code()) {
            case 500, 501, 502, 503, 504, 555 -> true;
            default -> reply.equals(SmtpSession.SECURITY_FAILURE);
        };
    }
}
