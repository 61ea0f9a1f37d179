package postern.tls.schedule;

import postern.crypto.bytes.Secret;

/// A secret that a key log knows by name. With these secrets alone a recorded connection can be decrypted.
public sealed interface NamedSecret permits TrafficSecret, ExporterSecret, MasterSecret {
    /// The key log's name for it.
    SecretLabel label();

    /// The secret itself, which stays this object's: to be read at once, by the key log and nobody else.
    Secret value();
}
