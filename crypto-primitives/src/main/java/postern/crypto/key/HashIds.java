package postern.crypto.key;

import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.hash.HashAlgorithm;

/// Hash functions by their AlgorithmIdentifier (RFC 4055 §2.1), as PSS parameters and OCSP requests carry them.
public final class HashIds {
    private HashIds() {}

    /// The hash's object identifier.
    public static Oid oid(HashAlgorithm hash) {
        return switch (hash) {
            case MD5 -> new Oid("1.2.840.113549.2.5");
            case SHA1 -> new Oid("1.3.14.3.2.26");
            case SHA224 -> new Oid("2.16.840.1.101.3.4.2.4");
            case SHA256 -> new Oid("2.16.840.1.101.3.4.2.1");
            case SHA384 -> new Oid("2.16.840.1.101.3.4.2.2");
            case SHA512 -> new Oid("2.16.840.1.101.3.4.2.3");
            case SHA3_224 -> new Oid("2.16.840.1.101.3.4.2.7");
            case SHA3_256 -> new Oid("2.16.840.1.101.3.4.2.8");
            case SHA3_384 -> new Oid("2.16.840.1.101.3.4.2.9");
            case SHA3_512 -> new Oid("2.16.840.1.101.3.4.2.10");
        };
    }

    /// Writes the AlgorithmIdentifier with parameters NULL, which must be generated.
    public static void write(DerWriter out, HashAlgorithm hash) {
        out.sequence(identifier -> identifier.oid(oid(hash)).nullValue());
    }

    /// Takes an AlgorithmIdentifier whose parameters are NULL or absent: both must be accepted.
    ///
    /// @throws KeyException if the hash is not supported
    public static HashAlgorithm read(DerReader in) {
        var identifier = in.sequence();
        var oid = identifier.oid();
        if (identifier.hasMore()) {
            identifier.nullValue();
        }
        identifier.end();
        for (var hash : HashAlgorithm.values()) {
            if (oid(hash).equals(oid)) {
                return hash;
            }
        }
        throw new KeyException("hash function " + oid + " is not supported");
    }
}
