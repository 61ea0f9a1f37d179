package postern.crypto.key;

import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.Oid;
import postern.crypto.ec.Curve;

/// The ECParameters of RFC 5480 §2.1.1: which curve a key is on, by name.
final class NamedCurve {
    private NamedCurve() {}

    /// The curve's object identifier (RFC 5480 §2.1.1.1).
    static Oid oid(Curve curve) {
        return switch (curve) {
            case P256 -> new Oid("1.2.840.10045.3.1.7");
            case P384 -> new Oid("1.3.132.0.34");
            case P521 -> new Oid("1.3.132.0.35");
        };
    }

    /// Takes the parameters. Only `namedCurve` may stand there: `implicitCurve` and `specifiedCurve` must not
    /// be used (RFC 5480 §2.1.1), and a curve that the key brings along could be a weak one.
    static Curve read(DerReader in) {
        if (in.nextIs(DerTag.SEQUENCE)) {
            throw new KeyException("EC key with explicit curve parameters, which RFC 5480 §2.1.1 forbids; "
                    + "convert it with: openssl ec -param_enc named_curve");
        }
        var oid = in.oid();
        for (var curve : Curve.values()) {
            if (oid(curve).equals(oid)) {
                return curve;
            }
        }
        throw new KeyException("EC key on an unsupported curve, " + oid);
    }
}
