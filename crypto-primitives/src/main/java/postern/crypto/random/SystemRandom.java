package postern.crypto.random;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;

/// The process's generator: an [HmacDrbg] with SHA-256 that takes 32 fresh octets from the operating system before
/// every request ("prediction resistance", SP 800-90A §8.8, §9.3).
///
/// Why both. The operating system alone would do on a good day. Behind our own state, a day on which it repeats
/// itself (a virtual machine cloned while it ran, a process restored from a snapshot) or is predictable (early in
/// the boot of a small machine) does no harm as long as *some* earlier draw was good. And because every request
/// draws anew, a copy of the process, or whoever has read its memory, goes a different way from the next request
/// on.
///
/// Thread-safe: one request at a time; each takes a few microseconds.
final class SystemRandom implements RandomSource {
    /// 256 bits: the security strength of HMAC with SHA-256 (SP 800-90A table 2).
    private static final int SEED_OCTETS = 32;

    /// The generator of this process. It is made when first asked for.
    static final RandomSource INSTANCE = new SystemRandom(new Entropy());

    private final Lock lock = new ReentrantLock();
    private final Entropy entropy;
    private final HmacDrbg drbg;

    private SystemRandom(Entropy entropy) {
        this.entropy = entropy;
        // A nonce may be half a security strength of random octets (SP 800-90A §8.6.7); they are drawn with the seed.
        try (var seed = entropy.draw(SEED_OCTETS + SEED_OCTETS / 2)) {
            this.drbg =
                    HmacDrbg.instantiate(HashAlgorithm.SHA256, seed, Bytes.EMPTY, Bytes.utf8("postern system random"));
        }
    }

    @Override
    public void fill(byte[] out) {
        try (Secret fresh = entropy.draw(SEED_OCTETS)) {
            lock.lock();
            try {
                drbg.reseed(fresh, Bytes.EMPTY);
                drbg.fill(out);
            } finally {
                lock.unlock();
            }
        }
    }
}
