package postern.crypto.key;

import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.rsa.RsaPublicKey;

/// SubjectPublicKeyInfo (RFC 5280 §4.1):
///
///     SubjectPublicKeyInfo ::= SEQUENCE {
///         algorithm            AlgorithmIdentifier,
///         subjectPublicKey     BIT STRING }
///
/// with the algorithms of RFC 3279 §2.3.1 (RSA), RFC 5480 §2 (EC) and RFC 8410 §4 (Ed25519, Ed448).
final class Spki {
    private Spki() {}

    static PublicKey read(Bytes der) {
        var in = new DerReader(der);
        var spki = in.sequence();
        in.end();
        var algorithm = spki.sequence();
        var key = spki.bitString();
        spki.end();
        var oid = algorithm.oid();
        if (oid.equals(KeyIds.RSA)) {
            algorithm.nullValue();
            algorithm.end();
            return new PublicKey.Rsa(readRsa(key));
        }
        if (oid.equals(KeyIds.RSA_PSS)) {
            var restriction = PssRestriction.read(algorithm);
            return new PublicKey.RsaPss(readRsa(key), restriction);
        }
        if (oid.equals(KeyIds.EC)) {
            var curve = NamedCurve.read(algorithm);
            algorithm.end();
            return new PublicKey.Ec(curve, key);
        }
        for (var kind : EdwardsKind.values()) {
            if (oid.equals(kind.oid())) {
                algorithm.end(); // parameters must be absent (RFC 8410 §3)
                return new PublicKey.Edwards(kind, key);
            }
        }
        throw new KeyException("public key of an unsupported kind, " + KeyIds.describe(oid));
    }

    /// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017 appendix A.1.1)
    private static RsaPublicKey readRsa(Bytes der) {
        var in = new DerReader(der);
        var key = in.sequence();
        in.end();
        var modulus = key.unsignedInteger();
        var exponent = key.unsignedInteger();
        key.end();
        try {
            return new RsaPublicKey(modulus, exponent);
        } catch (IllegalArgumentException e) {
            throw new KeyException("public key: " + e.getMessage(), e);
        }
    }

    static Bytes write(PublicKey key) {
        return DerWriter.write(w -> w.sequence(spki -> {
            switch (key) {
                case PublicKey.Rsa(var rsa) -> {
                    spki.sequence(algorithm -> algorithm.oid(KeyIds.RSA).nullValue());
                    spki.bitString(rsaPublicKey(rsa));
                }
                case PublicKey.RsaPss(var rsa, var restriction) -> {
                    spki.sequence(algorithm -> {
                        algorithm.oid(KeyIds.RSA_PSS);
                        restriction.ifPresent(each -> each.write(algorithm));
                    });
                    spki.bitString(rsaPublicKey(rsa));
                }
                case PublicKey.Ec(var curve, var point) -> {
                    spki.sequence(algorithm -> algorithm.oid(KeyIds.EC).oid(NamedCurve.oid(curve)));
                    spki.bitString(point);
                }
                case PublicKey.Edwards(var kind, var point) -> {
                    spki.sequence(algorithm -> algorithm.oid(kind.oid()));
                    spki.bitString(point);
                }
            }
        }));
    }

    private static Bytes rsaPublicKey(RsaPublicKey key) {
        return DerWriter.write(
                w -> w.sequence(s -> s.unsignedInteger(key.modulus()).unsignedInteger(key.exponent())));
    }
}
