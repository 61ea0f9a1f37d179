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
import postern.crypto.aead.AeadAlgorithm;

/// Sealing and opening one record with a fresh nonce and the five octets of a TLS 1.3 header as additional
/// data, with the Vector API.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dpostern.simd=force"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBench {
    /// The AEAD of the record.
    @Param({"AES_128_GCM", "AES_256_GCM", "CHACHA20_POLY1305"})
    public AeadAlgorithm algorithm = AeadAlgorithm.AES_128_GCM;

    /// Octets of plaintext in the record.
    @Param({"16384", "1024"})
    public int size = 16384;

    /// Who seals and opens.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private byte[] plaintext = {};
    private byte[] record = {};
    private byte[] sealed = {};
    private RecordCipher cipher = RecordCipher.NONE;

    /// Keys the contender and seals the record that [#open()] opens again and again.
    @Setup
    public void prepare() {
        plaintext = new byte[size];
        record = new byte[size + algorithm.tagLength()];
        sealed = new byte[size + algorithm.tagLength()];
        cipher = RecordCipher.of(contender, algorithm);
        cipher.seal(RecordCipher.FIRST_NONCE, plaintext, sealed);
    }

    /// One record sealed.
    @Benchmark
    public byte[] seal() {
        cipher.seal(cipher.nextNonce(), plaintext, record);
        return record;
    }

    /// One record opened, its tag verified.
    @Benchmark
    public byte[] open() {
        cipher.open(RecordCipher.FIRST_NONCE, sealed, plaintext);
        return plaintext;
    }
}
