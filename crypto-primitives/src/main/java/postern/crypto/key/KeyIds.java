package postern.crypto.key;

import java.util.Map;
import postern.crypto.asn1.Oid;

/// The object identifiers that more than one class of this package reads or writes.
final class KeyIds {
    /// rsaEncryption (RFC 8017 appendix C).
    static final Oid RSA = new Oid("1.2.840.113549.1.1.1");

    /// id-RSASSA-PSS (RFC 8017 appendix C).
    static final Oid RSA_PSS = new Oid("1.2.840.113549.1.1.10");

    /// id-ecPublicKey (RFC 5480 §2.1.1).
    static final Oid EC = new Oid("1.2.840.10045.2.1");

    private static final Map<String, String> OTHERS = Map.of(
            "1.2.840.10040.4.1", "DSA",
            "1.3.101.110", "X25519",
            "1.3.101.111", "X448",
            "1.2.643.7.1.1.1.1", "GOST R 34.10-2012 with 256 bits",
            "1.2.643.7.1.1.1.2", "GOST R 34.10-2012 with 512 bits",
            "2.16.840.1.101.3.4.3.17", "ML-DSA-44",
            "2.16.840.1.101.3.4.3.18", "ML-DSA-65",
            "2.16.840.1.101.3.4.3.19", "ML-DSA-87");

    private KeyIds() {}

    /// The name of a kind of key that is not used here, if it has one, and its identifier.
    static String describe(Oid oid) {
        var name = OTHERS.get(oid.dotted());
        return name == null ? oid.dotted() : name + " (" + oid.dotted() + ")";
    }
}
