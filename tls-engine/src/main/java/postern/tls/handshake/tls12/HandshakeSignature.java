package postern.tls.handshake.tls12;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.LegacySignature;
import postern.crypto.key.PublicKey;
import postern.crypto.random.RandomSource;
import postern.tls.handshake.Proof;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// How handshakes up to TLS 1.2 are signed. From TLS 1.2 on by a scheme that both know; before, the kind of key
/// decides (RFC 4346 §7.4.3, RFC 8422 §5.4), and nothing on the wire names the scheme.
public final class HandshakeSignature {
    private HandshakeSignature() {}

    /// The scheme with SHA-1 of this kind of key: what a client of TLS 1.2 verifies if it names none (RFC 5246
    /// §7.4.1.4.1). It also stands for the one way of older versions. Empty for the keys of Edwards curves,
    /// which are younger.
    public static Optional<SignatureScheme> byDefault(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _ -> Optional.of(SignatureScheme.RSA_PKCS1_SHA1);
            case PublicKey.Ec _ -> Optional.of(SignatureScheme.ECDSA_SHA1);
            case PublicKey.Edwards _ -> Optional.empty();
        };
    }

    /// Signs.
    public static Bytes sign(ProtocolVersion version, Proof proof, Bytes content, RandomSource random) {
        var key = proof.credential().key();
        return switch (proof.scheme()) {
            case RSA_PKCS1_SHA1, ECDSA_SHA1 -> legacy(version, proof.scheme()).sign(key, content, random);
            default -> proof.scheme().algorithm().sign(key, content, random);
        };
    }

    /// Whether the signature is one of that content by that key.
    public static boolean verify(ProtocolVersion version, SignatureScheme scheme, PublicKey key, Signed signed) {
        return switch (scheme) {
            case RSA_PKCS1_SHA1, ECDSA_SHA1 ->
                legacy(version, scheme).verify(key, signed.content(), signed.signature());
            default -> scheme.algorithm().verify(key, signed.content(), signed.signature());
        };
    }

    /// RSA signs by two hashes before TLS 1.2, by one in it.
    private static LegacySignature legacy(ProtocolVersion version, SignatureScheme scheme) {
        if (scheme == SignatureScheme.ECDSA_SHA1) {
            return LegacySignature.ECDSA_SHA1;
        }
        return version == ProtocolVersion.TLS12 ? LegacySignature.RSA_SHA1 : LegacySignature.RSA_MD5_SHA1;
    }

    /// What is signed, and the signature.
    public record Signed(Bytes content, Bytes signature) {}
}
