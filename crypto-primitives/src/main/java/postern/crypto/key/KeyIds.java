package postern.crypto.key;

import postern.crypto.asn1.Oid;

/// The object identifiers that more than one class of this package reads or writes.
final class KeyIds {
    /// rsaEncryption (RFC 8017 appendix C).
    static final Oid RSA = new Oid("1.2.840.113549.1.1.1");

    /// id-RSASSA-PSS (RFC 8017 appendix C).
    static final Oid RSA_PSS = new Oid("1.2.840.113549.1.1.10");

    /// id-ecPublicKey (RFC 5480 §2.1.1).
    static final Oid EC = new Oid("1.2.840.10045.2.1");

    private KeyIds() {}
}
