package postern.smtp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.queue.RetryDatabase.Failure;
import postern.smtp.queue.RetryDatabase.Verdict;
import postern.smtp.transport.FailureKind;

class RetryRuleTest {
    private static final Instant START = Instant.ofEpochSecond(1_764_000_000);
    private static final Random RANDOM = new Random(1);

    @TempDir
    Path directory;

    @Test
    void theStandardRuleFirstKeepsItsIntervalThenLetsItGrow() {
        assertEquals(
                List.of(15L, 15L, 15L, 15L, 15L, 15L, 15L, 15L, 60L, 90L, 135L, 202L, 303L, 455L, 360L),
                minutes(new RetryDatabase(List.of(RetryRule.STANDARD), RANDOM), 15));
    }

    @Test
    void everythingIsGivenUpAfterTheLastCutoff() {
        var all = minutes(new RetryDatabase(List.of(RetryRule.parse("* * F,1h,20m; G,3h,1h,2")), RANDOM), 100);
        assertEquals(List.of(20L, 20L, 20L, 60L, 120L), all);
    }

    @Test
    void whatIsDrawnByLotStaysWithinItsBounds() {
        var all = minutes(new RetryDatabase(List.of(RetryRule.parse("* * H,10d,10m,3")), new Random(7)), 50);
        assertTrue(all.stream().allMatch(minutes -> minutes >= 10));
        assertTrue(all.stream().distinct().count() > 5, all.toString());
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        var rule = RetryRule.parse("*.example timeout F,1h,5m");
        assertTrue(rule.isFor("ann@mx.example", FailureKind.TIMEOUT_CONNECT));
        assertFalse(rule.isFor("ann@example.org", FailureKind.TIMEOUT));
        assertFalse(rule.isFor("ann@mx.example", FailureKind.REFUSED));
        assertTrue(RetryRule.parse("*@a.example rcpt_4xx F,1h,5m").isFor("x@a.example", FailureKind.RCPT_4XX));
        assertTrue(RetryRule.parse("a.example rcpt_452 F,1h,5m").isFor("x@A.example", FailureKind.RCPT_4XX));
        assertTrue(RetryRule.parse("x@a.example * F,1h,5m").isFor("x@a.example", FailureKind.OTHER));
        assertFalse(RetryRule.parse("x@a.example * F,1h,5m").isFor("y@a.example", FailureKind.OTHER));
    }

    @Test
    void mistakesAreNamed() {
        for (var line : List.of("*", "* * X,1h,5m", "* * F,1h", "* * G,1h,5m", "* * F,soon,5m", "* * G,1h,5m,0.5")) {
            assertThrows(IllegalArgumentException.class, () -> RetryRule.parse(line), line);
        }
    }

    @Test
    void whereNoRuleFitsThereIsNoSecondAttempt() {
        var database = new RetryDatabase(List.of(), RANDOM);
        var verdict = database.failed("k", "a@b.example", new Failure(START, FailureKind.OTHER, "no"));
        assertEquals(new Verdict.GiveUp("no retry rule for it"), verdict);
    }

    @Test
    void theDatabaseOutlivesTheProcess() throws Exception {
        var file = directory.resolve("retry");
        var database = new RetryDatabase(List.of(RetryRule.STANDARD), RANDOM);
        database.failed("T:mx:[::1]:25", "mx", new Failure(START, FailureKind.REFUSED, "Connection\trefused\n"));
        database.save(file, START);
        var again = new RetryDatabase(List.of(RetryRule.STANDARD), RANDOM);
        again.load(file);
        assertFalse(again.isDue("T:mx:[::1]:25", START.plusSeconds(14 * 60)));
        assertTrue(again.isDue("T:mx:[::1]:25", START.plusSeconds(15 * 60)));
        assertEquals(
                "Connection refused ",
                again.history("T:mx:[::1]:25").orElseThrow().words());
        again.succeeded("T:mx:[::1]:25");
        assertTrue(again.isDue("T:mx:[::1]:25", START));
    }

    private static List<Long> minutes(RetryDatabase database, int attempts) {
        var minutes = new ArrayList<Long>();
        var now = START;
        for (int i = 0; i < attempts; i++) {
            var verdict = database.failed("key", "a@b.example", new Failure(now, FailureKind.OTHER, "no"));
            if (!(verdict instanceof Verdict.Later(var when))) {
                return minutes;
            }
            minutes.add(Duration.between(now, when).toMinutes());
            now = when;
        }
        return minutes;
    }
}
