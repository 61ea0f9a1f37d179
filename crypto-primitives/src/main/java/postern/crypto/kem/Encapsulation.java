package postern.crypto.kem;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// What encapsulating gives.
///
/// @param ciphertext for the peer
/// @param sharedSecret to be kept; owned by whoever asked
public record Encapsulation(Bytes ciphertext, Secret sharedSecret) implements AutoCloseable {
    /// Wipes the secret.
    @Override
    public void close() {
        sharedSecret.close();
    }
}
