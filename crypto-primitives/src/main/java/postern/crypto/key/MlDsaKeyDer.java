package postern.crypto.key;

import java.util.Arrays;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.mldsa.MlDsa;
import postern.crypto.mldsa.MlDsaPrivateKey;
import postern.crypto.mldsa.MlDsaPublicKey;

/// Keys of ML-DSA in SubjectPublicKeyInfo and PKCS #8 (RFC 9881). Not yet among the kinds of [PublicKey] and
/// [PrivateKey]: certificates and handshakes do not use them.
public final class MlDsaKeyDer {
    /// The tag of `seed [0] OCTET STRING`, implicit.
    private static final int SEED_TAG = DerTag.primitive(0);

    private MlDsaKeyDer() {}

    /// id-ml-dsa-44, id-ml-dsa-65, id-ml-dsa-87 (RFC 9881 §2).
    public static Oid oid(MlDsa algorithm) {
        return new Oid(
                switch (algorithm) {
                    case ML_DSA_44 -> "2.16.840.1.101.3.4.3.17";
                    case ML_DSA_65 -> "2.16.840.1.101.3.4.3.18";
                    case ML_DSA_87 -> "2.16.840.1.101.3.4.3.19";
                });
    }

    /// The parameter set that an OID names.
    public static Optional<MlDsa> named(Oid oid) {
        return Arrays.stream(MlDsa.values())
                .filter(algorithm -> oid(algorithm).equals(oid))
                .findFirst();
    }

    /// Time depends on the octets, which are public. A SubjectPublicKeyInfo (RFC 9881 §4): the key in octets, and
    /// no parameters.
    ///
    /// @throws DerException if it is no DER of that shape
    /// @throws KeyException if it is a key of another kind
    public static MlDsaPublicKey publicKey(Bytes spki) {
        var in = new DerReader(spki);
        var structure = in.sequence();
        in.end();
        var algorithm = algorithm(structure.sequence());
        var key = structure.bitString();
        structure.end();
        try {
            return algorithm.publicKey(key);
        } catch (IllegalArgumentException e) {
            throw new KeyException("public key: " + e.getMessage(), e);
        }
    }

    /// Time depends on the form and the parameter set, save that a refusal is told at once. A PKCS #8 structure
    /// (RFC 9881 §6), whose key is one of
    ///
    ///     seed         [0] OCTET STRING (SIZE (32))
    ///     expandedKey  OCTET STRING
    ///     both         SEQUENCE { seed OCTET STRING, expandedKey OCTET STRING }
    ///
    /// The structure stays the caller's.
    ///
    /// @throws DerException if it is no DER of that shape
    /// @throws KeyException if it is a key of another kind, damaged, or two halves of `both` disagree
    public static MlDsaPrivateKey privateKey(Secret pkcs8) {
        var in = DerReader.ofSecret(pkcs8);
        var structure = in.sequence();
        in.end();
        structure.smallInteger();
        var algorithm = algorithm(structure.sequence());
        var choice = structure.octetStringContents();
        try {
            return choice(algorithm, choice);
        } catch (DerException | KeyException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new KeyException("private key: " + e.getMessage(), e);
        }
    }

    private static MlDsaPrivateKey choice(MlDsa algorithm, DerReader choice) {
        if (choice.nextIs(SEED_TAG)) {
            try (var seed = Secret.ofPublic(choice.element(SEED_TAG))) {
                choice.end();
                return algorithm.fromSeed(seed);
            }
        }
        if (choice.nextIs(DerTag.OCTET_STRING)) {
            try (var expanded = choice.secretOctetString()) {
                choice.end();
                return algorithm.fromExpanded(expanded);
            }
        }
        return fromBoth(algorithm, choice.sequence());
    }

    private static MlDsaPrivateKey fromBoth(MlDsa algorithm, DerReader both) {
        try (var seed = both.secretOctetString();
                var expanded = both.secretOctetString();
                var other = algorithm.fromExpanded(expanded)) {
            both.end();
            var key = algorithm.fromSeed(seed);
            if (!key.publicKey().equals(other.publicKey())) {
                key.close();
                throw new KeyException("private key: the seed and the expanded key are of two different keys");
            }
            return key;
        }
    }

    private static MlDsa algorithm(DerReader identifier) {
        var oid = identifier.oid();
        identifier.end(); // parameters must be absent (RFC 9881 §2)
        return named(oid).orElseThrow(() -> new KeyException("not a key of ML-DSA, but of " + oid));
    }
}
