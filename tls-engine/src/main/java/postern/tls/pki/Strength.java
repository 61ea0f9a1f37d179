package postern.tls.pki;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import postern.crypto.ec.Curve;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.key.PublicKey;
import postern.crypto.key.SignatureAlgorithm;

/// What a key and a signature have to be worth at least.
///
/// @param rule whose demand it is, for the message: `RFC 9325 §4.5`, `@SECLEVEL=2`
/// @param rsaBits the shortest RSA modulus; [#NO_RSA] if none will do
/// @param curveBits the shortest order of a curve
/// @param signatureBits what a signature's hash has to be worth against collisions, half its length at best
public record Strength(String rule, int rsaBits, int curveBits, int signatureBits) {
    /// No RSA key is welcome, and no Edwards curve: RFC 6460.
    public static final int NO_RSA = Integer.MAX_VALUE;

    private static final Set<SignatureAlgorithm> SUITE_B =
            EnumSet.of(SignatureAlgorithm.ECDSA_SHA256, SignatureAlgorithm.ECDSA_SHA384);

    /// RFC 9325 §4.5 asks for RSA of 2048 bits. Broken hashes are refused by name, see [SignatureName#isBroken].
    public static final Strength USUAL = new Strength("RFC 9325 §4.5", 2048, 224, 0);

    /// The same demand, but for RSA.
    Strength withRsaBits(int bits) {
        return new Strength(rule, bits, curveBits, signatureBits);
    }

    /// Why a key is not enough; empty if it is.
    public Optional<String> objection(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _
            when rsaBits == NO_RSA -> Optional.of(rule + " allows the curves P-256 and P-384 alone");
            case PublicKey.Rsa(var rsa) -> atLeast(rsaBits, rsa.bits());
            case PublicKey.RsaPss(var rsa, var restriction) -> atLeast(rsaBits, rsa.bits());
            case PublicKey.Ec(var curve, var point) -> atLeast(curveBits, bits(curve));
            case PublicKey.Edwards _
            when rsaBits == NO_RSA -> Optional.of(rule + " allows the curves P-256 and P-384 alone");
            case PublicKey.Edwards(var kind, var point) -> atLeast(curveBits, 8 * kind.keyLength());
        };
    }

    private static int bits(Curve curve) {
        return switch (curve) {
            case P256 -> 256;
            case P384 -> 384;
            case P521 -> 521;
        };
    }

    private Optional<String> atLeast(int wanted, int bits) {
        return bits >= wanted
                ? Optional.empty()
                : Optional.of("at least " + wanted + " bits are required (" + rule + ")");
    }

    /// Why a signature is not enough; empty if it is.
    public Optional<String> objection(SignatureAlgorithm algorithm) {
        if (rsaBits == NO_RSA && !SUITE_B.contains(algorithm)) {
            return Optional.of("and " + rule + " allows ECDSA with SHA-256 or SHA-384 alone");
        }
        int ofEdwards = algorithm == SignatureAlgorithm.ED448 ? 224 : 128;
        return objection(algorithm.hash().map(Strength::worth).orElse(ofEdwards));
    }

    /// Why a signature over this hash is not enough; empty if it is.
    public Optional<String> objection(HashAlgorithm hash) {
        return objection(worth(hash));
    }

    private Optional<String> objection(int worth) {
        return worth >= signatureBits
                ? Optional.empty()
                : Optional.of(
                        "whose hash is worth " + worth + " bits; " + signatureBits + " are required (" + rule + ")");
    }

    /// What it costs to find two texts with one hash, as a power of two.
    private static int worth(HashAlgorithm hash) {
        return switch (hash) {
            case MD5 -> 39;
            case SHA1 -> 63;
            default -> 4 * hash.length();
        };
    }
}
