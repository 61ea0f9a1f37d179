package postern.smtp.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.vectors.fuzz.Corpus;
import postern.vectors.fuzz.FuzzTarget;

/// The kept inputs of every target.
class CorpusTest {
    static Stream<Supplier<FuzzTarget>> targets() {
        return Stream.of(CommandFuzz::new, TextFuzz::new, ReplyFuzz::new);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void keptInputsAreTakenAsPromised(Supplier<FuzzTarget> target) {
        assertTrue(Corpus.replay(target) > 0);
    }
}
