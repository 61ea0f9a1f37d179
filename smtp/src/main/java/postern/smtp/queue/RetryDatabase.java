package postern.smtp.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import postern.smtp.transport.FailureKind;

/// What has been failing, and when to try again. A hint, as Exim calls it: if it is lost, things are tried too
/// early.
///
/// Shared by all threads.
public final class RetryDatabase {
    /// What nobody asked for in that time is forgotten.
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int WORDS = 6;

    private final List<RetryRule> rules;
    private final RandomGenerator random;
    private final Map<String, RetryHistory> histories = new ConcurrentHashMap<>();

    /// An empty one.
    public RetryDatabase(List<RetryRule> rules, RandomGenerator random) {
        this.rules = List.copyOf(rules);
        this.random = random;
    }

    /// What a failure means.
    public sealed interface Verdict {
        /// Try again then.
        record Later(Instant when) implements Verdict {}

        /// It has failed for too long, or no rule gives it another chance.
        record GiveUp(String words) implements Verdict {}
    }

    /// Whether it may be tried: it never failed, or its time has come.
    public boolean isDue(String key, Instant now) {
        var history = histories.get(key);
        return history == null || !history.next().isAfter(now);
    }

    /// What is known about it.
    public Optional<RetryHistory> history(String key) {
        return Optional.ofNullable(histories.get(key));
    }

    /// It failed, for the time being.
    ///
    /// @param key what failed; only for telling it from others
    /// @param subject the address, or the host's name, for which a rule is looked up
    public Verdict failed(String key, String subject, Failure failure) {
        var history = histories.merge(
                key,
                RetryHistory.begin(failure.at(), failure.words()),
                (old, _) -> old.again(failure.at(), failure.words()));
        var rule = rule(subject, failure.kind());
        var next = rule.flatMap(found -> found.next(history, random));
        if (next.isEmpty()) {
            histories.put(key, history.until(failure.at()));
            return new Verdict.GiveUp(rule.isEmpty() ? "no retry rule for it" : "retry timeout exceeded");
        }
        histories.put(key, history.until(next.get()));
        return new Verdict.Later(next.get());
    }

    /// Whether a message of that age has had all the time that the rule gives it, whatever is remembered.
    public boolean isOver(String subject, FailureKind kind, Duration age) {
        return rule(subject, kind).map(found -> found.isOver(age)).orElse(true);
    }

    private Optional<RetryRule> rule(String subject, FailureKind kind) {
        return rules.stream().filter(each -> each.isFor(subject, kind)).findFirst();
    }

    /// One failure.
    public record Failure(Instant at, FailureKind kind, String words) {}

    /// It works.
    public void succeeded(String key) {
        histories.remove(key);
    }

    /// Reads what [#save] wrote; lines that it did not write are passed over.
    public void load(Path file) throws IOException {
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                var words = line.split("\t", WORDS);
                if (words.length == WORDS && words[1].matches("\\d+") && words[4].matches("\\d+")) {
                    histories.put(words[0], history(words));
                }
            }
        } catch (NoSuchFileException e) {
            histories.clear();
        }
    }

    /// Writes it to a file: one line for each, `KEY FIRST LAST INTERVAL NEXT WORDS`, times in seconds,
    /// separated by tabs.
    public void save(Path file, Instant now) throws IOException {
        histories.values().removeIf(history -> history.next().isBefore(now.minus(KEPT)));
        var lines = new ArrayList<String>();
        histories.forEach((key, history) -> lines.add(String.join(
                "\t",
                key,
                Long.toString(history.firstFailed().getEpochSecond()),
                Long.toString(history.lastTried().getEpochSecond()),
                Long.toString(history.lastInterval().toSeconds()),
                Long.toString(history.next().getEpochSecond()),
                history.words().replaceAll("\\s+", " "))));
        lines.sort(String::compareTo);
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, lines, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static RetryHistory history(String[] words) {
        return new RetryHistory(
                Instant.ofEpochSecond(Long.parseLong(words[1])),
                Instant.ofEpochSecond(Long.parseLong(words[2])),
                Duration.ofSeconds(Long.parseLong(words[3])),
                Instant.ofEpochSecond(Long.parseLong(words[4])),
                words[5]);
    }
}
