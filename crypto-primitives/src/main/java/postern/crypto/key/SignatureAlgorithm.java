package postern.crypto.key;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.ec.Ecdsa;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.Pkcs1;
import postern.crypto.rsa.Pss;
import postern.crypto.rsa.RsaPublicKey;

/// The signature algorithms of certificates and handshakes: a padding or a curve equation, with a hash.
public enum SignatureAlgorithm {
    RSA_PKCS1_SHA256("1.2.840.113549.1.1.11", Scheme.RSA_PKCS1, HashAlgorithm.SHA256),
    RSA_PKCS1_SHA384("1.2.840.113549.1.1.12", Scheme.RSA_PKCS1, HashAlgorithm.SHA384),
    RSA_PKCS1_SHA512("1.2.840.113549.1.1.13", Scheme.RSA_PKCS1, HashAlgorithm.SHA512),
    /// PSS with MGF1 of the same hash and a salt as long as the hash, the one shape TLS uses (RFC 9846 §4.3.3).
    RSA_PSS_SHA256("1.2.840.113549.1.1.10", Scheme.RSA_PSS, HashAlgorithm.SHA256),
    RSA_PSS_SHA384("1.2.840.113549.1.1.10", Scheme.RSA_PSS, HashAlgorithm.SHA384),
    RSA_PSS_SHA512("1.2.840.113549.1.1.10", Scheme.RSA_PSS, HashAlgorithm.SHA512),
    ECDSA_SHA256("1.2.840.10045.4.3.2", Scheme.ECDSA, HashAlgorithm.SHA256),
    ECDSA_SHA384("1.2.840.10045.4.3.3", Scheme.ECDSA, HashAlgorithm.SHA384),
    ECDSA_SHA512("1.2.840.10045.4.3.4", Scheme.ECDSA, HashAlgorithm.SHA512),
    /// Over the message itself, without a hash before.
    ED25519("1.3.101.112", Scheme.EDDSA, null),
    /// Over the message itself, without a hash before.
    ED448("1.3.101.113", Scheme.EDDSA, null);

    private enum Scheme {
        RSA_PKCS1,
        RSA_PSS,
        ECDSA,
        EDDSA
    }

    private final String oid;
    private final Scheme scheme;
    private final @Nullable HashAlgorithm hash;

    SignatureAlgorithm(String oid, Scheme scheme, @Nullable HashAlgorithm hash) {
        this.oid = oid;
        this.scheme = scheme;
        this.hash = hash;
    }

    /// What is applied to the message first; empty for Ed25519 and Ed448, which take the message itself.
    public Optional<HashAlgorithm> hash() {
        return Optional.ofNullable(hash);
    }

    /// The hash of an algorithm that has one, which all but EdDSA do.
    private HashAlgorithm messageHash() {
        return Objects.requireNonNull(hash, "EdDSA has no hash");
    }

    /// Time depends on the key, which is public. Whether a key is of the kind this algorithm needs, and large
    /// enough for its padding.
    public boolean fits(PublicKey key) {
        return switch (scheme) {
            case RSA_PKCS1 -> key instanceof PublicKey.Rsa;
            case RSA_PSS ->
                switch (key) {
                    case PublicKey.Rsa(var rsa) -> fitsPss(rsa);
                    case PublicKey.RsaPss(var rsa, var restriction) ->
                        fitsPss(rsa)
                                && restriction
                                        .filter(each -> !each.allows(messageHash()))
                                        .isEmpty();
                    default -> false;
                };
            case ECDSA -> key instanceof PublicKey.Ec;
            case EDDSA ->
                key instanceof PublicKey.Edwards(var kind, var point)
                        && oid.equals(kind.oid().dotted());
        };
    }

    /// Time depends on all of them; they are public. Whether a signature was made over the message with the
    /// private half of a key. False, too, if the key is of another kind or the signature malformed.
    public boolean verify(PublicKey key, Bytes message, Bytes signature) {
        if (!fits(key)) {
            return false;
        }
        return switch (key) {
            case PublicKey.Rsa(var rsa)
            when scheme == Scheme.RSA_PSS -> new Pss(messageHash()).verify(rsa, message, signature);
            case PublicKey.Rsa(var rsa) -> Pkcs1.verify(rsa, messageHash(), message, signature);
            case PublicKey.RsaPss(var rsa, var restriction) -> new Pss(messageHash()).verify(rsa, message, signature);
            case PublicKey.Ec(var curve, var point) ->
                EcdsaSignatureDer.verify(curve, point, messageHash().hash(message), signature);
            case PublicKey.Edwards(var kind, var point) -> kind.verify(point, message, signature);
        };
    }

    /// Time depends on the length of the message, and on the kind and size of the key. A signature over the
    /// message: for ECDSA the DER Ecdsa-Sig-Value, for RSA as many octets as the modulus, for EdDSA R and S, for
    /// which `random` is not used.
    ///
    /// @throws KeyException if the key is of another kind, or too small for the padding
    public Bytes sign(PrivateKey key, Bytes message, RandomSource random) {
        if (!fits(key.publicKey())) {
            throw new KeyException(this + " cannot be made with a key of kind "
                    + key.publicKey().describe());
        }
        return switch (key) {
            case PrivateKey.Rsa(var rsa)
            when scheme == Scheme.RSA_PSS -> new Pss(messageHash()).sign(rsa, message, random);
            case PrivateKey.Rsa(var rsa) -> Pkcs1.sign(rsa, messageHash(), message, random);
            case PrivateKey.RsaPss(var rsa, var restriction) -> new Pss(messageHash()).sign(rsa, message, random);
            case PrivateKey.Ec ec ->
                EcdsaSignatureDer.write(new Ecdsa(ec.curve(), messageHash())
                        .sign(ec.scalar(), messageHash().hash(message), random));
            case PrivateKey.Edwards edwards -> edwards.kind().sign(edwards.secret(), message);
        };
    }

    // AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL } (RFC 5280 §4.1.1.2)

    /// The DER AlgorithmIdentifier, as certificates carry it twice.
    public Bytes algorithmIdentifier() {
        return DerWriter.write(w -> w.sequence(identifier -> {
            identifier.oid(new Oid(oid));
            switch (scheme) {
                case RSA_PKCS1 -> identifier.nullValue(); // RFC 4055 §5
                case RSA_PSS -> identifier.raw(PssParameters.write(messageHash()));
                case ECDSA, EDDSA -> {} // no parameters at all (RFC 5758 §3.2, RFC 8410 §3)
            }
        }));
    }

    /// Time depends on the octets, which are public. Reads a DER AlgorithmIdentifier.
    ///
    /// @throws KeyException if it is malformed or names an algorithm that is not supported
    public static SignatureAlgorithm fromAlgorithmIdentifier(Bytes der) {
        try {
            return read(der);
        } catch (DerException e) {
            throw new KeyException("signature algorithm: " + e.getMessage(), e);
        }
    }

    private static SignatureAlgorithm read(Bytes der) {
        var in = new DerReader(der);
        var identifier = in.sequence();
        in.end();
        var oid = identifier.oid();
        if (oid.equals(KeyIds.RSA_PSS)) {
            return pss(PssParameters.read(identifier));
        }
        for (var algorithm : values()) {
            if (oid.dotted().equals(algorithm.oid)) {
                algorithm.readParameters(identifier);
                return algorithm;
            }
        }
        throw new KeyException("signature algorithm " + oid + " is not supported");
    }

    private static SignatureAlgorithm pss(HashAlgorithm hash) {
        for (var algorithm : values()) {
            if (algorithm.scheme == Scheme.RSA_PSS && algorithm.hash == hash) {
                return algorithm;
            }
        }
        throw new KeyException("RSASSA-PSS with " + hash.displayName() + " is not supported");
    }

    /// With RSA the parameters must be NULL, but must be accepted if they are absent too (RFC 4055 §5); with
    /// ECDSA they must be absent (RFC 5758 §3.2).
    private void readParameters(DerReader identifier) {
        if (scheme == Scheme.RSA_PKCS1 && identifier.hasMore()) {
            identifier.nullValue();
        }
        identifier.end();
    }

    /// Whether padding with hash and salt fits: emLen ≥ hLen + sLen + 2, where emLen octets hold one bit less
    /// than the modulus (RFC 8017 §8.1.1, §9.1.1).
    private boolean fitsPss(RsaPublicKey key) {
        int encoded = (key.bits() - 1 + 7) / 8;
        return encoded >= 2 * messageHash().length() + 2;
    }
}
