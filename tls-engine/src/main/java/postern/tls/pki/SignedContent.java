package postern.tls.pki;

import java.util.Optional;
import java.util.function.Supplier;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.key.KeyException;
import postern.crypto.key.PssSignature;
import postern.crypto.key.PublicKey;
import postern.crypto.key.SignatureAlgorithm;

/// What certificates, revocation lists and OCSP responses have in common: something to be signed, how it was
/// signed, and
/// the signature (`SIGNED` of X.509).
///
/// @param content the DER that the signature is over
/// @param algorithmIdentifier the DER of the AlgorithmIdentifier
/// @param signature the signature's octets
public record SignedContent(Bytes content, Bytes algorithmIdentifier, Bytes signature) {
    /// Takes the three elements.
    public static SignedContent read(DerReader in) {
        var content = in.rawElement();
        var algorithm = in.lookAhead();
        algorithm.sequence().oid();
        return new SignedContent(content, in.rawElement(), in.bitString());
    }

    /// The algorithm that stands outside of the signature must be the one that stands inside (RFC 5280
    /// §4.1.1.2): otherwise it could be exchanged.
    public void checkSignedAlgorithm(Bytes inside) {
        if (!algorithmIdentifier.equals(inside)) {
            throw new DerException("signatureAlgorithm differs from the signed one (RFC 5280 §4.1.1.2)");
        }
    }

    /// The identifier of the signature algorithm.
    public Oid algorithmOid() {
        return new DerReader(algorithmIdentifier).sequence().oid();
    }

    /// The hash by which others call a certificate that is signed so (RFC 5929 §4.1): that of the signature, but
    /// SHA-256 in place of those that are broken. Empty if the signature has none, or is not implemented here.
    public Optional<HashAlgorithm> endPointHash() {
        if (SignatureName.of(algorithmOid()).filter(SignatureName::isBroken).isPresent()) {
            return Optional.of(HashAlgorithm.SHA256);
        }
        try {
            return algorithm("the certificate").hash();
        } catch (CertificateException _) {
            return Optional.empty();
        }
    }

    /// Whether the owner of this key signed.
    ///
    /// @param what whose signature it is, for the message: "the certificate of …"
    /// @throws CertificateException if the algorithm is broken, or not implemented here; it is named
    public boolean isSignedBy(PublicKey key, String what) {
        return isSignedBy(key, what, Rigour.USUAL);
    }

    /// The same under a policy, which may let broken algorithms pass, or ask for more than those that are not.
    ///
    /// @throws CertificateException if the algorithm is too weak for the policy, or not implemented here
    public boolean isSignedBy(PublicKey key, String what, Rigour rigour) {
        var name = SignatureName.of(algorithmOid());
        if (name.isPresent() && name.get().isBroken()) {
            return isSignedByBroken(name.get(), key, what, rigour);
        }
        if (name.equals(Optional.of(SignatureName.RSA_PSS))) {
            return isSignedByPss(key, what, rigour);
        }
        var algorithm = algorithm(what);
        rigour.strength().objection(algorithm).ifPresent(objection -> {
            throw new CertificateException(
                    CertificateProblem.WEAK_SIGNATURE, what + " is signed with " + title() + ", " + objection);
        });
        return algorithm.fits(key) && algorithm.verify(key, content, signature);
    }

    private boolean isSignedByBroken(SignatureName name, PublicKey key, String what, Rigour rigour) {
        if (!rigour.tolerated().contains(name)) {
            throw new CertificateException(
                    CertificateProblem.WEAK_SIGNATURE,
                    what + " is signed with " + name.title() + ", whose hash function is broken ("
                            + rigour.strength().rule() + " does not let it pass)");
        }
        var legacy = name.legacy()
                .orElseThrow(() -> new CertificateException(
                        CertificateProblem.UNSUPPORTED_ALGORITHM,
                        what + " is signed with " + name.title() + ", which is not implemented here"));
        return legacy.verify(key, content, signature);
    }

    private boolean isSignedByPss(PublicKey key, String what, Rigour rigour) {
        var pss = supported(what, () -> PssSignature.read(algorithmIdentifier));
        boolean broken = pss.hash() == HashAlgorithm.SHA1 || pss.hash() == HashAlgorithm.MD5;
        var objection = broken && !rigour.tolerated().contains(SignatureName.SHA1_RSA)
                ? Optional.of("whose hash function is broken")
                : rigour.strength().objection(pss.hash());
        objection.ifPresent(words -> {
            throw new CertificateException(
                    CertificateProblem.WEAK_SIGNATURE,
                    what + " is signed with " + title() + " and " + pss.hash().displayName() + ", " + words);
        });
        return pss.verify(key, content, signature);
    }

    private SignatureAlgorithm algorithm(String what) {
        return supported(what, () -> SignatureAlgorithm.fromAlgorithmIdentifier(algorithmIdentifier));
    }

    private <T> T supported(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (KeyException e) {
            throw new CertificateException(
                    CertificateProblem.UNSUPPORTED_ALGORITHM,
                    what + " is signed with " + title() + ": " + e.getMessage(),
                    e);
        }
    }

    private String title() {
        return SignatureName.of(algorithmOid()).map(SignatureName::title).orElse("an unknown algorithm");
    }
}
