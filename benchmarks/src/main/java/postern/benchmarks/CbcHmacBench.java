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

/// One record of TLS 1.2 under AES-128-CBC with HMAC-SHA-256, MAC first and then enciphered (RFC 5246
/// §6.2.3.2). The padding is neither made nor checked, alike for all: what is measured is what the two
/// primitives cost.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dpostern.simd=force"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CbcHmacBench {
    /// Octets of plaintext in the record: whole blocks.
    @Param({"16384", "1024"})
    public int size = 16384;

    /// Who seals and opens.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private byte[] plaintext = {};
    private byte[] record = {};
    private byte[] sealed = {};
    private CbcHmacCipher cipher = CbcHmacCipher.NONE;

    /// Keys the contender and seals the record that [#open()] opens again and again.
    @Setup
    public void prepare() {
        plaintext = new byte[size + CbcHmacCipher.MAC_LENGTH];
        record = new byte[size + CbcHmacCipher.MAC_LENGTH];
        sealed = new byte[size + CbcHmacCipher.MAC_LENGTH];
        cipher = CbcHmacCipher.of(contender);
        cipher.seal(plaintext, sealed);
    }

    /// One record's MAC computed, and both enciphered.
    @Benchmark
    public byte[] seal() {
        cipher.seal(plaintext, record);
        return record;
    }

    /// One record deciphered, and its MAC verified.
    @Benchmark
    public byte[] open() {
        cipher.open(sealed, plaintext);
        return plaintext;
    }
}
