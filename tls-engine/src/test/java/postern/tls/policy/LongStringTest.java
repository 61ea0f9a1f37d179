package postern.tls.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Strings of a mebibyte, of which an attacker or an accident would make the evaluator work longest. Measured
/// as the time of the processor, after two strings of a sixteenth of the length: the machine may be busy
/// otherwise.
class LongStringTest {
    private static final int LENGTH = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+ALL:-ALL:",
                "ALL:-ALL:",
                "ALL:+AES:",
                "ALL:!kRSA+AES:-kECDHE+SHA:",
                "ALL:@STRENGTH:",
                "kRSA+AES128+SHA:!kRSA+AES128+SHA:",
                "A:",
                "ALL-ALL",
            })
    void openSsl(String repeated) {
        within(() -> {
            try {
                var _ = OpenSslCipherString.of(fill(repeated, LENGTH), SuiteWorld.POSTERN)
                        .evaluate();
            } catch (PolicyException e) {
                // Refused is answered, too.
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ALL:-ALL:", "NORMAL:+RSA:", "NORMAL:-KX-ALL:+KX-ALL:", "%COMPAT:", "+GROUP-ALL:  "})
    void gnuTls(String repeated) {
        within(() -> {
            try {
                var _ = GnuTlsPriorityString.of(fill(repeated, LENGTH), Optional.empty())
                        .evaluate();
            } catch (PolicyException e) {
                // Refused is answered, too.
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ALL:-ALL:", "ALL:-ALL:"})
    void theWordsOfARefusal(String repeated) {
        var string = OpenSslCipherString.of(fill(repeated, LENGTH), SuiteWorld.POSTERN);
        within(() -> assertTrue(string.removals().size() < 400));
    }

    private static String fill(String repeated, int length) {
        return repeated.repeat(length / repeated.length());
    }

    private static void within(Runnable work) {
        work.run();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 2 && best > LIMIT.toNanos(); i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        long taken = best;
        assertTrue(taken < LIMIT.toNanos(), () -> taken / 1_000_000 + " ms of processor time");
    }
}
