package postern.crypto.ec;

import postern.crypto.bytes.Bytes;

/// NIST's curves over prime fields, y² = x³ − 3x + b, whose groups have prime order (SP 800-186 §3.2.1).
public enum Curve {
    /// secp256r1, prime256v1: p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1.
    P256("P-256", 32),
    /// secp384r1: p = 2³⁸⁴ − 2¹²⁸ − 2⁹⁶ + 2³² − 1.
    P384("P-384", 48),
    /// secp521r1: p = 2⁵²¹ − 1.
    P521("P-521", 66);

    private final String displayName;
    private final int fieldLength;

    Curve(String displayName, int fieldLength) {
        this.displayName = displayName;
        this.fieldLength = fieldLength;
    }

    /// NIST's name, such as "P-256".
    public String displayName() {
        return displayName;
    }

    /// Octets of a coordinate, and of a private key.
    public int fieldLength() {
        return fieldLength;
    }

    /// Time depends on the octets, which are public. Checks that they are a point fit to be a public key:
    /// uncompressed, its coordinates in range, on the curve, not infinity.
    ///
    /// @throws InvalidPointException if they are not
    public void requirePoint(Bytes encoded) {
        group().decode(encoded);
    }

    /// The curve's arithmetic.
    CurveGroup group() {
        return switch (this) {
            case P256 -> NistCurves.P256.GROUP;
            case P384 -> NistCurves.P384.GROUP;
            case P521 -> NistCurves.P521.GROUP;
        };
    }
}
