package postern.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What ML-KEM-768 costs a handshake, both sides together: a pair of keys, a secret encapsulated to it, and the
/// same secret decapsulated.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KemBench {
    /// Who computes.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private Encapsulating mechanism = Encapsulating.NONE;

    /// Chooses the contender, and has it agree once with itself.
    @Setup
    public void prepare() {
        mechanism = Encapsulating.of(contender);
        if (mechanism.exchange() == 0) {
            throw new IllegalStateException("both sides do not have the same secret");
        }
    }

    /// One exchange.
    @Benchmark
    public int exchange() {
        return mechanism.exchange();
    }
}
