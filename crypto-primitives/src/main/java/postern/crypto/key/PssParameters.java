package postern.crypto.key;

import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;

/// The parameters of RSASSA-PSS (RFC 4055 §3.1):
///
///     RSASSA-PSS-params ::= SEQUENCE {
///         hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
///         maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
///         saltLength        [2] INTEGER DEFAULT 20,
///         trailerField      [3] INTEGER DEFAULT 1 }
///
/// Of the many combinations TLS and PKIX use one per hash, the only one read and written here: MGF1 with the same
/// hash, a salt of the hash's length (RFC 9846 §4.3.3). The defaults, all SHA-1, are refused by this.
final class PssParameters {
    private static final Oid MGF1 = new Oid("1.2.840.113549.1.1.8");
    private static final int TRAILER_BC = 1;

    private PssParameters() {}

    static Bytes write(HashAlgorithm hash) {
        return DerWriter.write(w -> w.sequence(parameters -> {
            writeHashes(parameters, hash);
            parameters.explicit(2, salt -> salt.integer(hash.length()));
        }));
    }

    /// The hash of the message, and the same for the mask.
    static void writeHashes(DerWriter parameters, HashAlgorithm hash) {
        parameters
                .explicit(0, digest -> HashIds.write(digest, hash))
                .explicit(
                        1,
                        mask -> mask.sequence(identifier -> {
                            identifier.oid(MGF1);
                            HashIds.write(identifier, hash);
                        }));
    }

    /// Takes the parameters and returns the one hash they name.
    static HashAlgorithm read(DerReader in) {
        if (!in.hasMore()) {
            throw new KeyException("RSASSA-PSS without parameters says nothing of its hash (RFC 4055 §3.1)");
        }
        var parameters = in.sequence();
        in.end();
        var hash = readHashes(parameters);
        int salt = readSalt(parameters);
        if (salt != hash.length()) {
            throw new KeyException("RSASSA-PSS with a salt of " + salt + " octets; only one as long as the hash, "
                    + hash.length() + ", is supported");
        }
        parameters.end();
        return hash;
    }

    /// The hash of the message, which has to be that of the mask, too.
    static HashAlgorithm readHashes(DerReader parameters) {
        var hash = readHash(parameters);
        readMask(parameters, hash);
        return hash;
    }

    /// The length of the salt, and behind it the trailer, of which there is one.
    static int readSalt(DerReader parameters) {
        int salt = parameters.optionalExplicit(2).map(PssParameters::onlyNumber).orElse(20);
        int trailer =
                parameters.optionalExplicit(3).map(PssParameters::onlyNumber).orElse(TRAILER_BC);
        if (trailer != TRAILER_BC) {
            throw new KeyException("RSASSA-PSS with trailer field " + trailer + " (must be 1, RFC 4055 §3.1)");
        }
        return salt;
    }

    private static HashAlgorithm readHash(DerReader parameters) {
        var digest = parameters
                .optionalExplicit(0)
                .orElseThrow(() -> new KeyException("RSASSA-PSS with SHA-1, its default, is not supported"));
        var hash = HashIds.read(digest);
        digest.end();
        return hash;
    }

    private static void readMask(DerReader parameters, HashAlgorithm hash) {
        var mask = parameters
                .optionalExplicit(1)
                .orElseThrow(() -> new KeyException("RSASSA-PSS with MGF1 of SHA-1, its default, is not supported"));
        var identifier = mask.sequence();
        mask.end();
        var function = identifier.oid();
        if (!function.equals(MGF1)) {
            throw new KeyException("RSASSA-PSS with mask generation function " + function + " is not supported");
        }
        if (HashIds.read(identifier) != hash) {
            throw new KeyException("RSASSA-PSS whose mask generation uses another hash than " + hash.displayName()
                    + " is not supported");
        }
        identifier.end();
    }

    private static int onlyNumber(DerReader in) {
        int number = in.smallInteger();
        in.end();
        return number;
    }
}
