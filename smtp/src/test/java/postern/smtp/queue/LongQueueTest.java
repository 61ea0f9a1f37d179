package postern.smtp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.queue.QueueRunner.Scope;
import postern.smtp.route.AcceptRouter;
import postern.smtp.route.Router;

/// A hundred thousand messages in the spool.
@Tag("deep")
class LongQueueTest {
    private static final Router ALL = new AcceptRouter(Router.Common.named("all"), "fake");

    @TempDir
    Path directory;

    @Test
    void aHundredThousandMessagesStartWithinSecondsAndLittleMemory() throws Exception {
        int messages = 100_000;
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            for (int i = 0; i < messages; i++) {
                writeQuickly(i);
            }
            var runtime = Runtime.getRuntime();
            System.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            long start = System.nanoTime();
            var firstDelivery = new AtomicInteger();
            queue.fake.endings.clear();
            var run = Thread.ofVirtual().start(() -> {
                try {
                    queue.runner.run(Scope.DUE);
                } catch (IOException e) {
                    firstDelivery.set(-1);
                }
            });
            while (queue.log.getBuffer().isEmpty()) {
                Thread.sleep(10);
            }
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            System.gc();
            long megabytes = (runtime.totalMemory() - runtime.freeMemory() - before) >> 20;
            assertTrue(seconds < 10, seconds + " seconds until the first delivery");
            assertTrue(megabytes < 200, megabytes + " MiB");
            queue.runner.close();
            run.join(Duration.ofSeconds(20));
            assertEquals(0, firstDelivery.get());
        }
    }

    /// Without forcing anything to the disk: this test is not about receiving.
    private void writeQuickly(int number) throws IOException {
        var id = "1vNYy%c-00000000001-%04d".formatted('0' + number / 10_000, number % 10_000);
        Files.writeString(
                directory.resolve(id + "-H"),
                id + "-H\npostern 0 0\n<ann@a.example>\n1764000000 0\n-received_time_usec .000042\n-local\nXX\n1\nu"
                        + number + "@b.example\n\n016  Subject: a test\n");
        Files.writeString(directory.resolve(id + "-D"), id + "-D\nbody\n");
    }
}
