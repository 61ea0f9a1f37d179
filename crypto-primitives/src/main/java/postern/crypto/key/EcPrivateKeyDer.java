package postern.crypto.key;

import org.jspecify.annotations.Nullable;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;

/// ECPrivateKey of SEC 1 §C.4 (RFC 5915 §3):
///
///     ECPrivateKey ::= SEQUENCE {
///         version        INTEGER { ecPrivkeyVer1(1) },
///         privateKey     OCTET STRING,
///         parameters [0] ECParameters OPTIONAL,
///         publicKey  [1] BIT STRING OPTIONAL }
final class EcPrivateKeyDer {
    private static final int VERSION = 1;

    private EcPrivateKeyDer() {}

    /// A key that stands alone, and must name its curve.
    static PrivateKey read(Secret der) {
        return readAny(der, null);
    }

    /// A key inside PKCS#8, where the curve is named outside; if it is named again, it must be the same.
    static PrivateKey read(Secret der, Curve curve) {
        return readAny(der, curve);
    }

    private static PrivateKey readAny(Secret der, @Nullable Curve outside) {
        var in = DerReader.ofSecret(der);
        var key = in.sequence();
        in.end();
        if (key.smallInteger() != VERSION) {
            throw new KeyException("EC private key of an unknown version");
        }
        var scalar = key.secretOctetString();
        try {
            var curve = readCurve(key, outside);
            var publicKey = key.optionalExplicit(1).map(EcPrivateKeyDer::readPoint);
            key.end();
            var pair = PrivateKey.Ec.of(curve, publicKey.isPresent() ? trimmed(scalar, curve) : scalar);
            if (publicKey.isPresent() && !publicKey.get().equals(pair.point())) {
                throw new KeyException("EC private key and the public key beside it do not belong together");
            }
            return pair;
        } catch (IllegalArgumentException e) {
            scalar.close();
            throw e;
        }
    }

    /// GnuTLS puts an octet of zero in front where an INTEGER would need one. That it is no part of the number is
    /// seen from the public key beside it, without a look at the octet.
    private static Secret trimmed(Secret scalar, Curve curve) {
        if (scalar.length() != curve.fieldLength() + 1) {
            return scalar;
        }
        try (scalar) {
            return scalar.slice(1, curve.fieldLength());
        }
    }

    private static Curve readCurve(DerReader key, @Nullable Curve outside) {
        var parameters = key.optionalExplicit(0);
        if (parameters.isEmpty()) {
            if (outside == null) {
                throw new KeyException("EC private key does not name its curve");
            }
            return outside;
        }
        var inside = NamedCurve.read(parameters.get());
        parameters.get().end();
        if (outside != null && outside != inside) {
            throw new KeyException(
                    "EC private key names two curves, " + outside.displayName() + " and " + inside.displayName());
        }
        return inside;
    }

    /// A copy: the structure it stands in is wiped.
    private static Bytes readPoint(DerReader in) {
        var point = Bytes.adopt(in.bitString().toArray());
        in.end();
        return point;
    }

    /// Without the parameters, which PKCS#8 has outside.
    static void write(DerWriter out, PrivateKey.Ec key) {
        out.sequence(s -> s.integer(VERSION)
                .octetString(key.scalar())
                .explicit(1, publicKey -> publicKey.bitString(key.point())));
    }
}
