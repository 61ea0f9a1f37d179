package postern.tls.schedule;

import postern.crypto.bytes.Secret;

/// The key of the MAC in a suite that has one beside its cipher.
///
/// @param secret as long as the hash (RFC 5246 §A.6); empty for an AEAD
public record MacKey(Secret secret, MacOrder order) implements AutoCloseable {
    /// For an AEAD, which needs none.
    public static MacKey none() {
        return new MacKey(Secret.zeros(0), MacOrder.MAC_THEN_ENCRYPT);
    }

    /// Wipes it.
    @Override
    public void close() {
        secret.close();
    }
}
