package postern.crypto.random;

import java.security.SecureRandom;
import postern.crypto.bytes.Secret;

/// The operating system's randomness: the one thing that cannot be computed, and so the one class that uses the
/// JDK's [SecureRandom]. On Linux and macOS the JDK reads `/dev/urandom` for it, on Windows it asks the system's
/// generator.
///
/// What it gives is not handed out but put into the state of a generator of our own: see [SystemRandom].
/// Thread-safe.
final class Entropy {
    private final SecureRandom operatingSystem = new SecureRandom();

    /// `octets` octets of full entropy. Time depends on the number of octets, and on the operating system.
    Secret draw(int octets) {
        var drawn = new byte[octets];
        operatingSystem.nextBytes(drawn);
        return Secret.adopt(drawn);
    }
}
