package postern.smtp.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import postern.smtp.transport.FailureKind;

/// One line of `begin retry`: for which addresses or hosts, after which errors, how often to try.
///
/// @param pattern `*`, a domain, `*.domain`, or an address, which may have `*` as its local part
/// @param error `*`, or the name of a kind of failure: see [FailureKind]
/// @param steps in the order of their cutoffs; none means that a temporary failure is a permanent one
public record RetryRule(String pattern, String error, List<RetryStep> steps) {
    /// Exim's own default, and the one most people have.
    public static final RetryRule STANDARD = parse("* * F,2h,15m; G,16h,1h,1.5; F,4d,6h");

    /// Copies the list.
    public RetryRule {
        steps = List.copyOf(steps);
    }

    /// Reads `* * F,2h,15m; G,16h,1h,1.5; F,4d,6h`.
    ///
    /// @throws IllegalArgumentException if it is no such line
    public static RetryRule parse(String line) {
        var words = line.strip().split("\\s+", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("retry rule \"" + line + "\": pattern and error expected");
        }
        var steps = words.length < 3 || words[2].isBlank()
                ? List.<RetryStep>of()
                : Arrays.stream(words[2].split(";"))
                        .filter(step -> !step.isBlank())
                        .map(RetryStep::parse)
                        .toList();
        return new RetryRule(words[0].toLowerCase(Locale.ROOT), words[1].toLowerCase(Locale.ROOT), steps);
    }

    /// Whether it is for this failure.
    ///
    /// @param subject an address, or a host's name
    public boolean isFor(String subject, FailureKind kind) {
        return matches(subject.toLowerCase(Locale.ROOT)) && (error.equals("*") || kind.isNamed(error));
    }

    /// When to try next.
    ///
    /// @param history of failures, the last of which has just happened
    /// @return nothing if it has failed for so long that it is given up
    public Optional<Instant> next(RetryHistory history, RandomGenerator random) {
        var age = Duration.between(history.firstFailed(), history.lastTried());
        for (var step : steps) {
            if (age.compareTo(step.cutoff()) < 0) {
                return Optional.of(history.lastTried().plus(interval(step, history, random)));
            }
        }
        return Optional.empty();
    }

    /// Whether something of that age has had all the time that this rule gives.
    boolean isOver(Duration age) {
        return steps.isEmpty() || age.compareTo(steps.getLast().cutoff()) >= 0;
    }

    private boolean matches(String subject) {
        if (pattern.equals("*") || pattern.equals(subject)) {
            return true;
        }
        int at = subject.lastIndexOf('@');
        var domain = subject.substring(at + 1);
        if (pattern.startsWith("*@")) {
            return at >= 0 && pattern.substring(2).equals(domain);
        }
        return pattern.startsWith("*") ? domain.endsWith(pattern.substring(1)) : pattern.equals(domain);
    }

    /// A growing interval grows from the last one.
    private static Duration interval(RetryStep step, RetryHistory history, RandomGenerator random) {
        var base = step.interval().toMillis();
        if (step.factor() == 1) {
            return step.interval();
        }
        long last = history.lastInterval().toMillis();
        long grown = Math.max(base, (long) (last * step.factor()));
        return Duration.ofMillis(
                step.spread() == RetryStep.Spread.NONE || grown <= base ? grown : random.nextLong(base, grown + 1));
    }
}
