package postern.tls.handshake.tls12;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.LegacySignature;
import postern.crypto.key.PublicKey;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.Signing;
import postern.tls.message.DigitallySigned;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// How handshakes up to TLS 1.2 are signed. From TLS 1.2 on by a scheme that both know; before, the kind of key
/// decides (RFC 4346 §7.4.3, RFC 8422 §5.4), and nothing on the wire names the scheme.
public final class HandshakeSignature {
    private HandshakeSignature() {}

    /// The scheme with SHA-1 of this kind of key: what a client of TLS 1.2 verifies if it names none (RFC 5246
    /// §7.4.1.4.1). It also stands for the one way of older versions. Empty for the keys of Edwards curves
    /// and for PSS, which are younger.
    public static Optional<SignatureScheme> byDefault(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _ -> Optional.of(SignatureScheme.RSA_PKCS1_SHA1);
            case PublicKey.Ec _ -> Optional.of(SignatureScheme.ECDSA_SHA1);
            case PublicKey.RsaPss _, PublicKey.Edwards _ -> Optional.empty();
        };
    }

    /// Signs.
    public static DigitallySigned sign(ProtocolVersion version, Proof proof, Bytes content, RandomSource random) {
        var key = proof.credential().key();
        var signature = switch (proof.scheme()) {
            case RSA_PKCS1_SHA1, ECDSA_SHA1 -> legacy(version, proof.scheme()).sign(key, content, random);
            default -> proof.scheme().algorithm().sign(key, content, random);
        };
        boolean named = version == ProtocolVersion.TLS12;
        return new DigitallySigned(named ? OptionalInt.of(proof.scheme().code()) : OptionalInt.empty(), signature);
    }

    /// Who has to have signed: the peer, by its key and by a scheme that we said we verify.
    public record Signer(ProtocolVersion version, PublicKey key, List<SignatureScheme> offered) {
        /// Checks the signature.
        ///
        /// @return the scheme by which it is made
        /// @throws TlsException if it is made otherwise, or not by this key
        public SignatureScheme verify(Bytes content, DigitallySigned signed) {
            var scheme = scheme(signed);
            boolean right = switch (scheme) {
                case RSA_PKCS1_SHA1, ECDSA_SHA1 -> legacy(version, scheme).verify(key, content, signed.signature());
                default -> scheme.algorithm().verify(key, content, signed.signature());
            };
            if (!right) {
                throw new TlsException(Violation.SIGNATURE_WRONG, scheme.ianaName() + " by " + key.describe());
            }
            return scheme;
        }

        private SignatureScheme scheme(DigitallySigned signed) {
            if (signed.scheme().isPresent()) {
                return Signing.chosen(signed.scheme().getAsInt(), offered, version, key);
            }
            return byDefault(key)
                    .orElseThrow(() ->
                            new TlsException(Violation.SIGNATURE_SCHEME_UNFIT, key.describe() + " in " + version));
        }
    }

    /// RSA signs by two hashes before TLS 1.2, by one in it.
    private static LegacySignature legacy(ProtocolVersion version, SignatureScheme scheme) {
        if (scheme == SignatureScheme.ECDSA_SHA1) {
            return LegacySignature.ECDSA_SHA1;
        }
        return version == ProtocolVersion.TLS12 ? LegacySignature.RSA_SHA1 : LegacySignature.RSA_MD5_SHA1;
    }
}
