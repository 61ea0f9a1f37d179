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

/// Signing a message of 130 octets, about what TLS 1.3 signs, and verifying the signature. RSA's private
/// operation is its `sign`. The warm-up is long enough for the kernel of RSA to be trained.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dpostern.simd=force"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBench {
    /// Algorithm and key; ECDSA with RFC 6979's nonces, where the contender has them, RSA with PKCS #1 v1.5.
    public enum Scheme {
        /// secp256r1, SHA-256.
        ECDSA_P256,
        /// secp384r1, SHA-384.
        ECDSA_P384,
        /// RFC 8032.
        ED25519,
        /// SHA-256.
        RSA_2048
    }

    private static final int MESSAGE_LENGTH = 130;

    /// The algorithm and the key.
    @Param({"ECDSA_P256", "ECDSA_P384", "ED25519", "RSA_2048"})
    public Scheme scheme = Scheme.ECDSA_P256;

    /// Who signs and verifies.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private final byte[] message = new byte[MESSAGE_LENGTH];
    private byte[] signature = {};
    private Signing signing = Signing.NONE;

    /// Makes a key and the signature that [#verify()] verifies.
    @Setup
    public void prepare() {
        signing = Signing.of(contender, scheme);
        signature = signing.sign(message);
    }

    /// A signature.
    @Benchmark
    public byte[] sign() {
        return signing.sign(message);
    }

    /// A signature verified.
    @Benchmark
    public boolean verify() {
        if (!signing.verify(message, signature)) {
            throw new IllegalStateException("the signature does not verify");
        }
        return true;
    }
}
