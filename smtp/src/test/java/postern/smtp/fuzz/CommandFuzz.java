package postern.smtp.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.smtp.wire.Command;
import postern.smtp.wire.CommandParser;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.Reply;
import postern.vectors.fuzz.FuzzTarget;

/// A command line: always a command, if only a wrong one, whose answer is one harmless line; an address that is
/// taken is the same when it is written again.
public final class CommandFuzz implements FuzzTarget {
    private static final int MAX_ANSWER = 600;

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        switch (CommandParser.parse(Bytes.copyOf(input))) {
            case Command.Malformed(Reply why) -> harmless(why);
            case Command.OutOfStep(Reply why) -> harmless(why);
            case Command.Mail mail when mail.sender() instanceof Mailbox mailbox -> same(mailbox);
            case Command.Rcpt(var recipient) when recipient instanceof Mailbox mailbox -> same(mailbox);
            default -> {
                // taken
            }
        }
    }

    private static void same(Mailbox mailbox) {
        var again = Optional.of(Mailbox.parse(mailbox.toString()));
        if (!again.get().equals(mailbox)) {
            throw new AssertionError(mailbox + " written again is " + again.get());
        }
    }

    private static void harmless(Reply reply) {
        if (reply.lines().size() != 1 || reply.encode().length() > MAX_ANSWER) {
            throw new AssertionError("an answer of " + reply.encode().length() + " octets");
        }
    }
}
