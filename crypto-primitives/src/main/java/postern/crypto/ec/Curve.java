package postern.crypto.ec;

/// The NIST curves by name (SP 800-186 §3.2.1), with the number that others need to know about them.
public enum Curve {
    P256("P-256", 32),
    P384("P-384", 48);

    private final String displayName;
    private final int fieldLength;

    Curve(String displayName, int fieldLength) {
        this.displayName = displayName;
        this.fieldLength = fieldLength;
    }

    /// The name its standard gives it, such as "P-256".
    public String displayName() {
        return displayName;
    }

    /// Octets of a coordinate, and of a private scalar.
    public int fieldLength() {
        return fieldLength;
    }
}
