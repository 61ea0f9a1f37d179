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
import postern.tls.param.CipherSuite;

/// 64 KiB from one engine to another: four records sealed and opened. Beside it the AEAD alone, which seals and
/// opens as much; what the engine adds is the difference.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dpostern.simd=force"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransferBench {
    private static final int RECORDS = 4;
    private static final int RECORD = 1 << 14;

    /// The suite; the name of its AEAD is in it.
    @Param({"TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"})
    public CipherSuite suite = CipherSuite.TLS_AES_128_GCM_SHA256;

    /// Whose engines, and whose AEAD.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private final byte[] data = new byte[RECORDS * RECORD];
    private final byte[] plaintext = new byte[RECORD];
    private byte[] sealed = {};
    private TlsPair pair = TlsPair.NONE;
    private RecordCipher cipher = RecordCipher.NONE;

    /// Shakes hands, and keys the AEAD.
    @Setup
    public void prepare() {
        pair = TlsPair.of(contender, suite);
        pair.handshake();
        var algorithm = suite == CipherSuite.TLS_AES_128_GCM_SHA256
                ? AeadAlgorithm.AES_128_GCM
                : AeadAlgorithm.CHACHA20_POLY1305;
        cipher = RecordCipher.of(contender, algorithm);
        sealed = new byte[RECORD + algorithm.tagLength()];
    }

    /// Through two engines.
    @Benchmark
    public int engines() {
        return pair.transfer(data);
    }

    /// The same records by the AEAD alone.
    @Benchmark
    public byte[] aeadAlone() {
        for (int i = 0; i < RECORDS; i++) {
            var nonce = cipher.nextNonce();
            cipher.seal(nonce, plaintext, sealed);
            cipher.open(nonce, sealed, plaintext);
        }
        return plaintext;
    }
}
