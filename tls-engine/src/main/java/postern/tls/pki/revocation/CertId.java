package postern.tls.pki.revocation;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.pki.Certificate;

/// Which certificate a question or an answer of OCSP is about (RFC 6960 §4.1.1): who issued it, as two hashes,
/// and its number.
///
/// @param hash the identifier of the hash function, which need not be one that is known here
/// @param issuerNameHash over the DER of the issuer's name
/// @param issuerKeyHash over the bits of the issuer's public key, without the algorithm around them
public record CertId(Oid hash, Bytes issuerNameHash, Bytes issuerKeyHash, BigInteger serial) {
    /// The hash functions that are computed here. SHA-1 is the one that every responder knows; it protects
    /// nothing, since an answer is believed for its signature.
    private enum KnownHash {
        SHA1("1.3.14.3.2.26", HashAlgorithm.SHA1),
        SHA256("2.16.840.1.101.3.4.2.1", HashAlgorithm.SHA256),
        SHA384("2.16.840.1.101.3.4.2.2", HashAlgorithm.SHA384),
        SHA512("2.16.840.1.101.3.4.2.3", HashAlgorithm.SHA512);

        @SuppressWarnings("ImmutableEnumChecker") // a record of one string
        private final Oid oid;

        private final HashAlgorithm algorithm;

        KnownHash(String oid, HashAlgorithm algorithm) {
            this.oid = new Oid(oid);
            this.algorithm = algorithm;
        }
    }

    /// The identifier of a certificate, by SHA-1 as RFC 5019 §2.1.1 wants it.
    public static CertId of(Certificate subject, Certificate issuer) {
        return of(KnownHash.SHA1, subject, issuer);
    }

    private static CertId of(KnownHash hash, Certificate subject, Certificate issuer) {
        return new CertId(
                hash.oid,
                hash.algorithm.hash(subject.issuer().der()),
                hash.algorithm.hash(keyBits(issuer)),
                subject.serial());
    }

    /// `CertID ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, issuerNameHash, issuerKeyHash, serialNumber }`
    static CertId read(DerReader in) {
        var id = in.sequence();
        var algorithm = id.sequence();
        var hash = algorithm.oid();
        if (algorithm.hasMore()) {
            algorithm.nullValue();
        }
        algorithm.end();
        var result = new CertId(hash, id.octetString(), id.octetString(), id.integer());
        id.end();
        return result;
    }

    void write(DerWriter out) {
        out.sequence(id -> id.sequence(algorithm -> algorithm.oid(hash).nullValue())
                .octetString(issuerNameHash)
                .octetString(issuerKeyHash)
                .integer(serial));
    }

    /// Whether this is that certificate, whatever hash function was used; false if it is an unknown one.
    public boolean identifies(Certificate subject, Certificate issuer) {
        return known().map(function -> equals(of(function, subject, issuer))).orElse(false);
    }

    /// Whether the issuer is meant: for a responder, which asks itself only then about the number.
    public boolean isIssuedBy(Certificate issuer) {
        return known().map(function -> issuerNameHash.equals(
                                function.algorithm.hash(issuer.subject().der()))
                        && issuerKeyHash.equals(function.algorithm.hash(keyBits(issuer))))
                .orElse(false);
    }

    private Optional<KnownHash> known() {
        return Arrays.stream(KnownHash.values())
                .filter(function -> function.oid.equals(hash))
                .findFirst();
    }

    static Bytes keyBits(Certificate certificate) {
        var info = new DerReader(certificate.spki()).sequence();
        info.sequence();
        return info.bitString();
    }
}
