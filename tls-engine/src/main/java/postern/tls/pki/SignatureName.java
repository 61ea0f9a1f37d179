package postern.tls.pki;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;
import postern.crypto.key.LegacySignature;

/// The names of signature algorithms, of more than can be verified here: a refusal is to name what it refuses.
public enum SignatureName {
    MD2_RSA("1.2.840.113549.1.1.2", "md2WithRSAEncryption", Standing.BROKEN),
    MD4_RSA("1.2.840.113549.1.1.3", "md4WithRSAEncryption", Standing.BROKEN),
    MD5_RSA("1.2.840.113549.1.1.4", "md5WithRSAEncryption", Standing.BROKEN),
    SHA1_RSA("1.2.840.113549.1.1.5", "sha1WithRSAEncryption", Standing.BROKEN),
    RSA_PSS("1.2.840.113549.1.1.10", "rsassaPss", Standing.SOUND),
    SHA256_RSA("1.2.840.113549.1.1.11", "sha256WithRSAEncryption", Standing.SOUND),
    SHA384_RSA("1.2.840.113549.1.1.12", "sha384WithRSAEncryption", Standing.SOUND),
    SHA512_RSA("1.2.840.113549.1.1.13", "sha512WithRSAEncryption", Standing.SOUND),
    SHA224_RSA("1.2.840.113549.1.1.14", "sha224WithRSAEncryption", Standing.SOUND),
    SHA1_DSA("1.2.840.10040.4.3", "dsaWithSHA1", Standing.BROKEN),
    SHA256_DSA("2.16.840.1.101.3.4.3.2", "dsa_with_SHA256", Standing.SOUND),
    SHA1_ECDSA("1.2.840.10045.4.1", "ecdsa-with-SHA1", Standing.BROKEN),
    SHA224_ECDSA("1.2.840.10045.4.3.1", "ecdsa-with-SHA224", Standing.SOUND),
    SHA256_ECDSA("1.2.840.10045.4.3.2", "ecdsa-with-SHA256", Standing.SOUND),
    SHA384_ECDSA("1.2.840.10045.4.3.3", "ecdsa-with-SHA384", Standing.SOUND),
    SHA512_ECDSA("1.2.840.10045.4.3.4", "ecdsa-with-SHA512", Standing.SOUND),
    ED25519("1.3.101.112", "ED25519", Standing.SOUND),
    ED448("1.3.101.113", "ED448", Standing.SOUND),
    ML_DSA_44("2.16.840.1.101.3.4.3.17", "ML-DSA-44", Standing.SOUND),
    ML_DSA_65("2.16.840.1.101.3.4.3.18", "ML-DSA-65", Standing.SOUND),
    ML_DSA_87("2.16.840.1.101.3.4.3.19", "ML-DSA-87", Standing.SOUND);

    private static final Map<Oid, SignatureName> BY_OID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SignatureName::oid, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // a record of one string
    private final Oid oid;

    private final String title;
    private final Standing standing;

    SignatureName(String oid, String title, Standing standing) {
        this.oid = new Oid(oid);
        this.title = title;
        this.standing = standing;
    }

    /// The algorithm that this identifier names, if it is listed.
    public static Optional<SignatureName> of(Oid oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /// The object identifier.
    public Oid oid() {
        return oid;
    }

    /// The name by which OpenSSL prints it.
    public String title() {
        return title;
    }

    /// Whether the hash inside it is broken: somebody else may have got the signature for another text
    /// (RFC 9155, RFC 6151).
    public boolean isBroken() {
        return standing == Standing.BROKEN;
    }

    /// How a broken algorithm is verified, where a policy lets it pass all the same.
    Optional<LegacySignature> legacy() {
        return switch (this) {
            case MD5_RSA -> Optional.of(LegacySignature.RSA_MD5);
            case SHA1_RSA -> Optional.of(LegacySignature.RSA_SHA1);
            case SHA1_ECDSA -> Optional.of(LegacySignature.ECDSA_SHA1);
            default -> Optional.empty();
        };
    }

    private enum Standing {
        SOUND,
        BROKEN
    }
}
