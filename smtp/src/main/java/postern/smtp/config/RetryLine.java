package postern.smtp.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line of the retry section: for these addresses and these errors, try again so long and so often.
///
/// @param pattern an address, a domain or `*`
/// @param error which failures it is for; `*` is any
/// @param senders a list of the senders it is for, if not for all
public record RetryLine(String pattern, String error, Optional<String> senders, List<Step> steps, SourceLine at) {
    private static final Pattern FORM = Pattern.compile(
            "(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)\\s+(\\S+)(?:\\s+senders\\s*=\\s*(\"[^\"]*\"|\\S+))?(?:\\s+(.*))?");

    /// One part of a schedule.
    ///
    /// @param kind `F` for fixed intervals, `G` for growing ones, `H` for growing ones with chance in them
    /// @param until how long after the first failure it holds
    /// @param factor by which intervals grow; 1 for fixed ones
    public record Step(char kind, Duration until, Duration interval, double factor) {}

    /// Copies the steps.
    public RetryLine {
        steps = List.copyOf(steps);
    }

    static RetryLine parse(LogicalLine line) {
        var form = FORM.matcher(line.text());
        if (!form.matches()) {
            throw line.wrong(
                    "a retry rule has a pattern, an error and steps, as in: * * F,2h,15m; G,16h,1h,1.5; F,4d,6h");
        }
        var steps = new ArrayList<Step>();
        for (var text : Optional.ofNullable(form.group(4)).orElse("").split(";")) {
            if (!text.isBlank()) {
                steps.add(step(text.strip(), line));
            }
        }
        return new RetryLine(form.group(1), form.group(2), Optional.ofNullable(form.group(3)), steps, line.at());
    }

    private static Step step(String text, LogicalLine line) {
        var words = text.split("\\s*,\\s*");
        try {
            return switch (words[0]) {
                case "F" -> new Step('F', time(words, 1), time(words, 2), 1);
                case "G", "H" ->
                    new Step(words[0].charAt(0), time(words, 1), time(words, 2), Double.parseDouble(words[3]));
                default -> throw new IllegalArgumentException("F, G or H expected");
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw line.wrong("bad retry step \"" + text + "\" (" + e.getMessage() + "); it is F,time,interval or"
                    + " G,time,interval,factor");
        }
    }

    private static Duration time(String[] words, int index) {
        return OptionType.time(words[index]);
    }
}
