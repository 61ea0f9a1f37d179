package postern.tls.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.EngineFuzz;
import postern.vectors.fuzz.Corpus;
import postern.vectors.fuzz.FuzzTarget;

/// The kept inputs of every target.
class CorpusTest {
    static Stream<Supplier<FuzzTarget>> targets() {
        return Stream.of(
                CertificateFuzz::new,
                CrlFuzz::new,
                OcspFuzz::new,
                HandshakeMessageFuzz::new,
                RecordReaderFuzz::new,
                TicketFuzz::new,
                OpenSslCipherStringFuzz::new,
                GnuTlsPriorityStringFuzz::new,
                EngineFuzz::new);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void keptInputsAreTakenAsPromised(Supplier<FuzzTarget> target) {
        assertTrue(Corpus.replay(target) > 0);
    }
}
