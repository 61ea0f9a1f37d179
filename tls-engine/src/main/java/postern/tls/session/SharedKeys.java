package postern.tls.session;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Keys that both ends have from elsewhere, each under the name by which the client says which one it has (RFC
/// 4279 §5). They have to be made by chance, not by people: whoever sees a handshake without Diffie-Hellman can
/// try keys until one fits (RFC 4279 §7.2).
///
/// @param keys a client uses the first; a server the one that the client names
/// @param hint what a server tells clients with several keys to choose by; empty to say nothing. Ours do not
///     choose
public record SharedKeys(List<SharedKey> keys, Bytes hint) {
    /// What fits into the field on the wire and no memory is wasted on.
    private static final int MAX_LENGTH = 1 << 12;

    /// One key.
    ///
    /// @param identity its name, which goes over the wire in clear
    /// @param key at least one octet
    public record SharedKey(Bytes identity, Secret key) {
        /// Refuses what does not fit.
        public SharedKey {
            if (identity.isEmpty() || identity.length() > MAX_LENGTH) {
                throw new IllegalArgumentException(
                        "the name of a shared key has 1 to " + MAX_LENGTH + " octets, not " + identity.length());
            }
            if (key.length() == 0 || key.length() > MAX_LENGTH) {
                throw new IllegalArgumentException(
                        "a shared key has 1 to " + MAX_LENGTH + " octets, not " + key.length());
            }
        }
    }

    /// Keeps its own copy of the list.
    public SharedKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no shared key; name at least one");
        }
    }

    /// One key, without a hint.
    public static SharedKeys of(SharedKey key) {
        return new SharedKeys(List.of(key), Bytes.EMPTY);
    }

    /// The key of a name, for the caller to close.
    public Optional<Secret> find(Bytes identity) {
        return keys.stream()
                .filter(each -> each.identity().equals(identity))
                .findFirst()
                .map(each -> each.key().copy());
    }
}
