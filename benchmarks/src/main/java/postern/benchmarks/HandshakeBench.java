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
import postern.tls.param.CipherSuite;

/// A full handshake of TLS 1.3 in memory, both ends: X25519, ECDSA on P-256, AES-128-GCM.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HandshakeBench {
    /// Who shakes hands, with itself.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private TlsPair pair = TlsPair.NONE;

    /// Makes contexts and keys.
    @Setup
    public void prepare() {
        pair = TlsPair.of(contender, CipherSuite.TLS_AES_128_GCM_SHA256);
    }

    /// One connection.
    @Benchmark
    public void full() {
        pair.handshake();
    }
}
