package postern.smtp.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.vectors.peer.PeerProcess;

/// A process is killed at random while it accepts and delivers; what it promised holds.
class SpoolKillTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void promisesOutliveAKill() throws Exception {
        killAgainAndAgain(2, 1);
    }

    @Test
    @Tag("deep")
    void promisesOutliveManyKills() throws Exception {
        killAgainAndAgain(60, System.nanoTime());
    }

    private void killAgainAndAgain(int rounds, long seed) throws Exception {
        var random = new Random(seed);
        var accepted = new HashSet<String>();
        var done = new HashSet<String>();
        for (int round = 0; round < rounds; round++) {
            try (var worker = start()) {
                awaitDeliveries(done.size());
                Thread.sleep(random.nextInt(400));
                worker.kill();
                worker.awaitExit(LIMIT);
                accepted.addAll(said("accepted "));
                done.addAll(said("done "));
                check(accepted, done, "seed " + seed + ", round " + round);
            }
        }
        assertTrue(accepted.size() > rounds, accepted.size() + " messages accepted");
    }

    private void check(Set<String> accepted, Set<String> done, String when) throws IOException {
        var spool = new Spool(DiskFiles.open(spool()));
        assertEquals(List.of(), spool.recover().lost(), when);
        var waiting = new HashSet<String>();
        for (var id : spool.list()) {
            var message = spool.read(id).orElseThrow();
            try (var text = spool.text(message)) {
                var whole = new String(text.readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(whole.endsWith("\nthe end\n"), when + ": " + id + " is half a message");
            }
            message.pending().forEach(recipient -> waiting.add(recipient.toString()));
        }
        var twice = new HashSet<>(waiting);
        twice.retainAll(done);
        assertEquals(Set.of(), twice, when + ": delivered, and waiting again");
        var lost = new HashSet<>(accepted);
        lost.removeAll(waiting);
        lost.removeAll(done);
        // Between the record of a delivery and our hearing of it the process may die: one recipient at most.
        assertTrue(lost.size() <= 1, when + ": lost " + lost);
        done.addAll(lost);
    }

    private PeerProcess start() {
        return PeerProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolWorker.class.getName(),
                spool().toString(),
                book().toString());
    }

    private Path spool() {
        return directory.resolve("spool");
    }

    private Path book() {
        return directory.resolve("book");
    }

    private void awaitDeliveries(int before) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (said("done ").size() <= before) {
            assertTrue(System.nanoTime() < end, "the worker delivers nothing");
            Thread.sleep(20);
        }
    }

    private Set<String> said(String what) throws IOException {
        if (!Files.exists(book())) {
            return Set.of();
        }
        return Files.readAllLines(book()).stream()
                .filter(line -> line.startsWith(what))
                .map(line -> line.substring(what.length()))
                .collect(Collectors.toSet());
    }
}
