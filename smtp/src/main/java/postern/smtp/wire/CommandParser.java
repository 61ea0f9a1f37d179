package postern.smtp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import postern.crypto.bytes.Bytes;

/// Turns a line into a [Command] (RFC 5321 §4.1). Pure: the same line always gives the same command; whether it
/// fits the moment is the session's question.
public final class CommandParser {
    /// More digits than any size that fits a long; RFC 1870 §3 allows 20, which none of our limits reaches.
    private static final int MAX_SIZE_DIGITS = 18;

    private static final int MAX_QUOTED = 300;

    private static final Reply NO_ARGUMENT = Reply.of(501, "unexpected argument data");

    private CommandParser() {}

    /// Reads one line, given without its CR LF.
    public static Command parse(Bytes line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.at(i) > '~' || (line.at(i) < ' ' && line.at(i) != '\t')) {
                return new Command.Malformed(
                        Reply.of(500, "Control or non-ASCII character in a command: SMTPUTF8 is not offered here"));
            }
        }
        var text = line.toText(StandardCharsets.US_ASCII).replace('\t', ' ').stripTrailing();
        int space = text.indexOf(' ');
        var verb = space < 0 ? text : text.substring(0, space);
        var argument = space < 0 ? "" : text.substring(space).strip();
        return switch (verb.toUpperCase(Locale.ROOT)) {
            case "HELO" -> hello(argument, "HELO");
            case "EHLO" -> hello(argument, "EHLO");
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "BDAT" -> bdat(argument);
            case "DATA" -> argument.isEmpty() ? new Command.Data() : new Command.Malformed(NO_ARGUMENT);
            case "RSET" -> argument.isEmpty() ? new Command.Rset() : new Command.Malformed(NO_ARGUMENT);
            case "QUIT" -> argument.isEmpty() ? new Command.Quit() : new Command.Malformed(NO_ARGUMENT);
            // RFC 3207 §4: "If the client includes parameters, the server responds with 501".
            case "STARTTLS" -> argument.isEmpty() ? new Command.StartTls() : new Command.Malformed(NO_ARGUMENT);
            case "NOOP" -> new Command.Noop();
            case "HELP" -> new Command.Help();
            case "AUTH" -> new Command.Auth();
            case "VRFY" -> new Command.Vrfy();
            case "EXPN" -> new Command.Expn();
            default -> new Command.Unknown(verb);
        };
    }

    private static Command hello(String name, String verb) {
        if (!Mailbox.isDomainOrLiteral(name)) {
            return new Command.Malformed(Reply.of(501, "Syntactically invalid " + verb + " argument(s)"));
        }
        return verb.equals("EHLO") ? new Command.Ehlo(name) : new Command.Helo(name);
    }

    private static Command mail(String argument) {
        try {
            var words = afterKeyword(argument, "FROM:", "MAIL");
            int end = endOfPath(words);
            var path = words.substring(1, end);
            ReversePath sender = path.isEmpty() ? new ReversePath.Nobody() : Mailbox.parse(withoutRoute(path));
            return parameters(sender, words.substring(end + 1).strip());
        } catch (IllegalArgumentException e) {
            return new Command.Malformed(Reply.of(501, shortened(argument) + ": " + e.getMessage()));
        }
    }

    private static Command rcpt(String argument) {
        try {
            var words = afterKeyword(argument, "TO:", "RCPT");
            int end = endOfPath(words);
            if (!words.substring(end + 1).isBlank()) {
                return new Command.Malformed(Reply.of(555, "RCPT TO parameter not recognized: none is offered here"));
            }
            var path = words.substring(1, end);
            ForwardPath recipient = path.equalsIgnoreCase("postmaster")
                    ? new ForwardPath.Postmaster()
                    : Mailbox.parse(withoutRoute(path));
            return new Command.Rcpt(recipient);
        } catch (IllegalArgumentException e) {
            return new Command.Malformed(Reply.of(501, shortened(argument) + ": " + e.getMessage()));
        }
    }

    /// `FROM:` or `TO:` must follow the verb; blanks after the colon are against the grammar but common.
    private static String afterKeyword(String argument, String keyword, String verb) {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw new IllegalArgumentException(verb + " " + keyword + "<address> expected");
        }
        var words = argument.substring(keyword.length()).strip();
        if (!words.startsWith("<")) {
            throw new IllegalArgumentException("address must stand in angle brackets");
        }
        return words;
    }

    /// RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets, whatever it repeats.
    private static String shortened(String argument) {
        return argument.length() <= MAX_QUOTED ? argument : argument.substring(0, MAX_QUOTED) + "...";
    }

    /// The index of the closing bracket; one within a quoted string is text.
    private static int endOfPath(String words) {
        boolean quoted = false;
        for (int i = 1; i < words.length(); i++) {
            switch (words.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i++;
                case '>' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("closing angle bracket missing");
    }

    /// RFC 5321 §4.1.2: a source route "MUST be accepted, SHOULD NOT be generated, and SHOULD be ignored".
    private static String withoutRoute(String path) {
        int colon = path.indexOf(':');
        return path.startsWith("@") && colon > 0 ? path.substring(colon + 1) : path;
    }

    private static Command parameters(ReversePath sender, String text) {
        if (text.isEmpty()) {
            return new Command.Mail(sender, OptionalLong.empty(), Command.Extended.NO);
        }
        var size = OptionalLong.empty();
        for (var parameter : text.split(" +")) {
            int equals = parameter.indexOf('=');
            var name = equals < 0 ? parameter : parameter.substring(0, equals);
            var value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (name.toUpperCase(Locale.ROOT)) {
                case "SIZE" -> {
                    var octets = number(value);
                    if (octets.isEmpty() || size.isPresent()) {
                        return new Command.Malformed(Reply.of(501, "SIZE= needs a number of octets, once"));
                    }
                    size = OptionalLong.of(octets.get());
                }
                case "BODY" -> {
                    if (!value.equalsIgnoreCase("7BIT") && !value.equalsIgnoreCase("8BITMIME")) {
                        return new Command.Malformed(Reply.of(501, "BODY= is 7BIT or 8BITMIME here"));
                    }
                }
                default -> {
                    // RFC 5321 §4.1.1.11: 555 for parameters that are not recognized or not
                    // implemented.
                    return new Command.Malformed(
                            Reply.of(555, "MAIL FROM parameter not recognized: SIZE and BODY are"));
                }
            }
        }
        return new Command.Mail(sender, size, Command.Extended.YES);
    }

    private static Command bdat(String argument) {
        var words = argument.split(" +");
        var size = number(words[0]);
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (size.isEmpty() || words.length > 2 || (words.length == 2 && !last)) {
            return new Command.OutOfStep(Reply.of(501, "BDAT needs a number of octets and at most LAST"));
        }
        return new Command.Bdat(size.get(), last ? Command.Chunk.LAST : Command.Chunk.MORE);
    }

    private static Optional<Long> number(String digits) {
        boolean usable = !digits.isEmpty()
                && digits.length() <= MAX_SIZE_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return usable ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }
}
