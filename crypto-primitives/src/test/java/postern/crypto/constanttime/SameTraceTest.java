package postern.crypto.constanttime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.vectors.trace.Traces;

/// Whatever the secret, the same branches are taken, the same places of arrays are touched and the same numbers
/// are divided.
class SameTraceTest {
    private static final int SECRETS = 6;
    private static final Traces TRACES = Traces.of(CryptoSecrets.class);

    static Stream<String> operations() {
        return new CryptoSecrets().names().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void timeDoesNotDependOnTheSecret(String operation) {
        TRACES.assertSame(operation, SECRETS);
    }

    /// The watch itself is tested on code that does what must not be done.
    @ParameterizedTest
    @ValueSource(strings = {"compare early", "table", "divide", "big number"})
    void mistakesAreSeen(String mistake) {
        assertTrue(TRACES.differ("mistake: " + mistake, SECRETS), mistake + " went unnoticed");
    }
}
