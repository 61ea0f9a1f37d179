package postern.crypto.asn1;

/// Octets that are not the DER (or the PEM, or the structure) they should be. The message says what is wrong and
/// where: offsets count octets from the start of the outermost input, in decimal.
public final class DerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// A fault that has no place: in a text, or in a value that is to be written.
    public DerException(String what) {
        super(what);
    }

    /// A fault at an octet of the input.
    public DerException(String what, int offset) {
        super(what + " at offset " + offset);
    }
}
