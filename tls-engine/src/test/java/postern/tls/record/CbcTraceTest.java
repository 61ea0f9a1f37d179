package postern.tls.record;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.vectors.trace.Traces;

/// Whatever is wrong with a CBC record, it is refused after the same branches and the same places of arrays.
class CbcTraceTest {
    private static final int WRONG_RECORDS = 60;
    private static final Traces TRACES = Traces.of(RecordSecrets.class);

    static Stream<String> suites() {
        return new RecordSecrets().names().stream();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void wrongRecordsLookAlike(String suite) {
        TRACES.assertSame(suite, WRONG_RECORDS);
    }
}
