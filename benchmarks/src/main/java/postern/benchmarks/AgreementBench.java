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

/// One side of a Diffie–Hellman exchange.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AgreementBench {
    /// The groups.
    public enum Group {
        /// Curve25519.
        X25519,
        /// Curve448.
        X448,
        /// secp256r1.
        P256,
        /// secp384r1.
        P384
    }

    /// The group.
    @Param({"X25519", "X448", "P256", "P384"})
    public Group group = Group.X25519;

    /// Who computes.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private Agreement agreement = Agreement.NONE;

    /// Makes a key of our own and one of the peer.
    @Setup
    public void prepare() {
        agreement = Agreement.of(contender, group);
    }

    /// A new key, and its agreement with the peer's: what a handshake costs a side.
    @Benchmark
    public Object keyAndAgreement() {
        return agreement.agreeWith(agreement.newKey());
    }

    /// An agreement with a key that was made before.
    @Benchmark
    public Object agreementAlone() {
        return agreement.agree();
    }
}
