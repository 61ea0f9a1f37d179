package postern.tls.message;

import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// A client with little memory wants short records both ways (RFC 6066 §4):
/// `enum { 2^9(1), 2^10(2), 2^11(3), 2^12(4) } MaxFragmentLength`. RFC 8449 has a better way, [RecordSizeLimit].
public record MaxFragmentLength(int power) implements Extension {
    private static final int LARGEST = 4;

    @Override
    public int code() {
        return ExtensionType.MAX_FRAGMENT_LENGTH.code();
    }

    /// The octets of plaintext in a record.
    public int octets() {
        return 1 << 8 + power;
    }

    static MaxFragmentLength read(TlsReader in) {
        int power = in.uint8();
        if (power < 1 || power > LARGEST) {
            throw new TlsException(Violation.MAX_FRAGMENT_LENGTH, "number " + power);
        }
        return new MaxFragmentLength(power);
    }

    @Override
    public void write(TlsWriter out) {
        out.uint8(power);
    }
}
