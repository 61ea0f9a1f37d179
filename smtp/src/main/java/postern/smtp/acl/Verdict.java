package postern.smtp.acl;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.smtp.wire.Reply;

/// What an access control list says.
///
/// @param message for the client, if the list has one
/// @param logMessage for the log, if it is another
public record Verdict(Outcome outcome, Optional<String> message, Optional<String> logMessage) {
    private static final Pattern WITH_CODE = Pattern.compile("([2-5][0-9]{2}) ((?s).*)");

    /// The answer.
    public enum Outcome {
        /// Yes.
        ACCEPT,
        /// Yes, and the message goes nowhere.
        DISCARD,
        /// No.
        DENY,
        /// No, and the connection is closed.
        DROP,
        /// Not now.
        DEFER
    }

    /// Yes, without words.
    public static final Verdict ACCEPTED = new Verdict(Outcome.ACCEPT, Optional.empty(), Optional.empty());

    /// No, without words.
    public static final Verdict DENIED = new Verdict(Outcome.DENY, Optional.empty(), Optional.empty());

    /// The list cannot be used; why is for the log only.
    static Verdict error(String why) {
        return new Verdict(Outcome.DEFER, Optional.empty(), Optional.of(why));
    }

    /// Whether what the client wants may be done.
    public boolean isPositive() {
        return outcome == Outcome.ACCEPT || outcome == Outcome.DISCARD;
    }

    /// What the client is told: the list's message, under its own code if it begins with one.
    public Reply reply(Reply usual) {
        var code = isPositive() ? usual.code() : refusalCode();
        if (message.isEmpty()) {
            return isPositive() ? usual : Reply.of(code, code == 451 ? TEMPORARY : PROHIBITED);
        }
        var own = WITH_CODE.matcher(message.get());
        if (own.matches() && own.group(1).charAt(0) == String.valueOf(code).charAt(0)) {
            return new Reply(Integer.parseInt(own.group(1)), lines(own.group(2)));
        }
        return new Reply(code, lines(message.get()));
    }

    /// A complaint if the message begins with a code that does not fit a refusal.
    public Optional<String> wrongCode() {
        return message.map(WITH_CODE::matcher)
                .filter(own -> !isPositive() && own.matches() && own.group(1).charAt(0) != expected())
                .map(own -> "configured error code starts with incorrect digit (expected " + expected() + ") in \""
                        + own.group() + "\"");
    }

    /// The same with a code that fits.
    public Verdict withRightCode() {
        if (wrongCode().isEmpty()) {
            return this;
        }
        var right = message.map(words -> refusalCode() + words.substring(3));
        return new Verdict(outcome, right, logMessage.equals(message) ? right : logMessage);
    }

    private char expected() {
        return String.valueOf(refusalCode()).charAt(0);
    }

    private static final String TEMPORARY = "Temporary local problem - please try later";
    private static final String PROHIBITED = "Administrative prohibition";

    private int refusalCode() {
        return outcome == Outcome.DEFER ? 451 : 550;
    }

    /// A line end in a message begins a new line of the reply; what else is not printable does not get out.
    private static List<String> lines(String text) {
        return text.lines().map(Verdict::printable).toList().isEmpty()
                ? List.of("")
                : text.lines().map(Verdict::printable).toList();
    }

    private static String printable(String line) {
        var clean = new StringBuilder(line);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c < ' ' || c == 0x7f) {
                clean.setCharAt(i, c == '\t' ? ' ' : '?');
            }
        }
        return clean.toString();
    }

    /// What follows `rejected RCPT <…>` in the log.
    public String logWords() {
        return logMessage.or(() -> message).map(words -> ": " + words).orElse("");
    }
}
