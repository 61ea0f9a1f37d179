package postern.crypto.aead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.KernelSwitch;

/// A JVM that has just started must not be slower because it has vector code: until that is compiled, it takes the
/// plain one. Measured in JVMs of their own, in time of the thread that seals.
class FirstRecordTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int RECORD = 16384;

    /// Enough for training to begin, which is after 4 MiB.
    private static final int RECORDS = 2000;

    /// Records after the switch.
    private static final int MORE = 500;

    /// On a busy machine training may take longer; then the switch is not seen.
    private static final long PATIENCE_NANOS = 6_000_000_000L;

    /// Records whose time is looked at together: the collector or the scheduler may delay a single one.
    private static final int WINDOW = 20;

    private static final int ATTEMPTS = 3;

    /// Microseconds of a record: the first, the average of the slowest twenty in sequence once the plain code
    /// is warm, and of the last twenty; and where the switch stood at the end.
    private record Times(long first, long slowest, long last, String state) {
        boolean withinTwice(Times plain) {
            return first <= 2 * plain.first && slowest <= 2 * plain.slowest && last <= 2 * plain.last;
        }
    }

    @Test
    void vectorCodeDelaysNoRecord() throws IOException, InterruptedException {
        var seen = new ArrayList<String>();
        for (int i = 0; i < ATTEMPTS; i++) {
            var plain = run("-Dpostern.simd=off");
            var trained = run("--add-modules=jdk.incubator.vector");
            seen.add("plain " + plain + ", with vector code " + trained);
            if (trained.withinTwice(plain)) {
                System.out.println("microseconds a record of 16 KiB: " + seen.getLast());
                return;
            }
        }
        assertEquals(List.of(), seen, "slower than twice the plain code every time");
    }

    private static Times run(String option) throws IOException, InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                FirstRecordTest.class.getName());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader(StandardCharsets.US_ASCII)) {
            var words = output.readLine().split(" ");
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
            assertEquals(0, process.exitValue());
            return new Times(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
        } finally {
            process.destroyForcibly();
        }
    }

    /// In the JVM of its own: seals records until some were sealed by what was trained, and prints the times.
    public static void main(String[] args) {
        var nonce = new byte[12];
        var plaintext = Span.of(new byte[RECORD]);
        var sealed = Span.of(new byte[RECORD + 16]);
        var nanos = new ArrayList<Long>();
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (var key = Secret.zeros(16);
                var aead = AeadAlgorithm.AES_128_GCM.withKey(key)) {
            int left = RECORDS;
            while (left > 0) {
                Endian.putIntBe(nonce, 0, nanos.size());
                long start = THREADS.getCurrentThreadCpuTime();
                aead.seal(nonce, new byte[5], plaintext, sealed);
                nanos.add(THREADS.getCurrentThreadCpuTime() - start);
                boolean training = RecordKernels.AES_GCM.state() == KernelSwitch.State.TRAINING;
                left = training && System.nanoTime() - end < 0 ? Math.max(left - 1, MORE) : left - 1;
            }
        }
        long slowest = 0;
        for (int from = RECORDS / 4; from + WINDOW <= nanos.size(); from++) {
            slowest = Math.max(slowest, average(nanos, from));
        }
        System.out.println(nanos.getFirst() / 1000 + " " + slowest + " " + average(nanos, nanos.size() - WINDOW) + " "
                + RecordKernels.AES_GCM.state());
    }

    private static long average(List<Long> nanos, int from) {
        long sum = 0;
        for (int i = from; i < from + WINDOW; i++) {
            sum += nanos.get(i);
        }
        return sum / (1000 * WINDOW);
    }
}
