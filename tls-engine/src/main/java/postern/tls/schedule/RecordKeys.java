package postern.tls.schedule;

import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// What protects the records of one direction: version and suite say how, the secrets with what.
///
/// The protection that is made of it wipes it, so that a second one cannot be made.
///
/// @param key the key of the suite's cipher
/// @param iv  the part of each nonce that does not change; in TLS 1.0 with a block cipher the first IV
/// @param mac the key of the suite's MAC, if it has one
public record RecordKeys(ProtocolVersion version, CipherSuite suite, Secret key, Secret iv, MacKey mac)
        implements AutoCloseable {
    /// For an AEAD, which has no other MAC.
    public RecordKeys(ProtocolVersion version, CipherSuite suite, Secret key, Secret iv) {
        this(version, suite, key, iv, MacKey.none());
    }

    /// Wipes all of it.
    @Override
    public void close() {
        key.close();
        iv.close();
        mac.close();
    }
}
