package postern.tls.schedule;

import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// What protects the records of one direction: version and suite say how, the secrets with what.
///
/// The protection that is made of it wipes it, so that a second one cannot be made.
///
/// @param key the key of the suite's cipher
/// @param iv  the part of each nonce that does not change
public record RecordKeys(ProtocolVersion version, CipherSuite suite, Secret key, Secret iv) implements AutoCloseable {
    /// Wipes both.
    @Override
    public void close() {
        key.close();
        iv.close();
    }
}
