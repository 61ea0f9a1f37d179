package postern.crypto.constanttime;

import java.util.Random;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.RandomSource;

/// Two streams of numbers: secrets, which differ from seed to seed, and public values, which do not.
final class Seeded {
    /// The first numbers of a [Random] with a small seed are much alike.
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final Random secrets;
    private final Random publics = new Random(1);

    Seeded(long seed) {
        secrets = new Random(seed * SPREAD);
    }

    /// Another secret for each seed.
    Secret secret(int length) {
        var octets = new byte[length];
        secrets.nextBytes(octets);
        return Secret.adopt(octets);
    }

    /// A number that is secret.
    int secretBelow(int bound) {
        return secrets.nextInt(bound);
    }

    /// The same for every seed.
    byte[] open(int length) {
        var octets = new byte[length];
        publics.nextBytes(octets);
        return octets;
    }

    Bytes openBytes(int length) {
        return Bytes.adopt(open(length));
    }

    /// Random numbers that are secret, as a key generator draws them.
    RandomSource secretSource() {
        return secrets::nextBytes;
    }

    /// Random numbers that are the same for every seed: those that steer a public loop, such as a blinding.
    RandomSource openSource() {
        return publics::nextBytes;
    }
}
