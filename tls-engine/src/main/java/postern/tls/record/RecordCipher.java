package postern.tls.record;

import postern.crypto.aead.Aead;
import postern.crypto.aead.AeadAlgorithm;
import postern.tls.schedule.RecordKeys;

/// From the names of a cipher suite to the cipher that protects its records.
final class RecordCipher {
    private RecordCipher() {}

    /// The suite's cipher under the key, with a copy of it.
    static Aead of(RecordKeys keys) {
        var algorithm = switch (keys.suite().bulk()) {
            case AES_128_GCM -> AeadAlgorithm.AES_128_GCM;
            case AES_256_GCM -> AeadAlgorithm.AES_256_GCM;
            case CHACHA20_POLY1305 -> AeadAlgorithm.CHACHA20_POLY1305;
        };
        return algorithm.withKey(keys.key());
    }
}
