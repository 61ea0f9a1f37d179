package postern.benchmarks;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
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
import postern.crypto.hash.HashAlgorithm;

/// Hashing one message with SHA-2: a record's worth, and one block's.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashBench {
    /// The hash function.
    @Param({"SHA256", "SHA512"})
    public HashAlgorithm algorithm = HashAlgorithm.SHA256;

    /// Octets of the message.
    @Param({"16384", "64"})
    public int size = 16384;

    /// Who hashes.
    @Param({"POSTERN", "JDK", "BOUNCY_CASTLE"})
    public Contender contender = Contender.POSTERN;

    private byte[] message = {};
    private byte[] digest = {};
    private Runnable hashing = () -> {};

    /// Makes the contender's hash.
    @Setup
    public void prepare() {
        message = new byte[size];
        digest = new byte[algorithm.length()];
        hashing = switch (contender) {
            case POSTERN -> postern();
            case JDK -> jdk();
            case BOUNCY_CASTLE ->
                bouncyCastle(algorithm == HashAlgorithm.SHA256 ? new SHA256Digest() : new SHA512Digest());
        };
    }

    private Runnable postern() {
        var hash = algorithm.newHash();
        return () -> {
            hash.update(message, 0, message.length);
            hash.digestInto(digest, 0);
        };
    }

    private Runnable jdk() {
        try {
            var hash = MessageDigest.getInstance(algorithm.displayName());
            return () -> {
                try {
                    hash.update(message, 0, message.length);
                    hash.digest(digest, 0, digest.length);
                } catch (DigestException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Runnable bouncyCastle(Digest hash) {
        return () -> {
            hash.update(message, 0, message.length);
            hash.doFinal(digest, 0);
        };
    }

    /// One message hashed.
    @Benchmark
    public byte[] hash() {
        hashing.run();
        return digest;
    }
}
