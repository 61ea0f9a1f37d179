package postern.crypto.key;

import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.hash.HashAlgorithm;

/// What an RSA key for PSS alone may be used with, if it says so (RFC 4055 §3.3): one hash, for the message and
/// for the mask, and a salt of a least length.
///
/// @param hash the only one
/// @param minimumSalt in octets
public record PssRestriction(HashAlgorithm hash, int minimumSalt) {
    private static final int DEFAULT_SALT = 20;

    /// Refuses what no signature of ours could keep.
    public PssRestriction {
        if (minimumSalt < 0 || minimumSalt > hash.length()) {
            throw new KeyException("RSA-PSS key that wants a salt of " + minimumSalt + " octets; only up to as many as "
                    + hash.displayName() + " has, " + hash.length() + ", are supported");
        }
    }

    /// Whether a signature with a salt as long as the hash keeps it.
    boolean allows(HashAlgorithm other) {
        return hash == other;
    }

    /// Takes the parameters of a key's algorithm: none if it has no restriction.
    static Optional<PssRestriction> read(DerReader algorithm) {
        if (!algorithm.hasMore()) {
            return Optional.empty();
        }
        var parameters = algorithm.sequence();
        algorithm.end();
        var hash = PssParameters.readHashes(parameters);
        int salt = PssParameters.readSalt(parameters);
        parameters.end();
        return Optional.of(new PssRestriction(hash, salt));
    }

    /// A default is not written (X.690 §11.5).
    void write(DerWriter algorithm) {
        algorithm.sequence(parameters -> {
            PssParameters.writeHashes(parameters, hash);
            if (minimumSalt != DEFAULT_SALT) {
                parameters.explicit(2, salt -> salt.integer(minimumSalt));
            }
        });
    }
}
