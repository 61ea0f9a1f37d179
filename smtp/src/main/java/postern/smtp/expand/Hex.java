package postern.smtp.expand;

import java.util.HexFormat;

/// Octets as hexadecimal digits.
final class Hex {
    private static final HexFormat SMALL = HexFormat.of();
    private static final HexFormat BIG = HexFormat.of().withUpperCase();

    private Hex() {}

    static String of(char octet) {
        return SMALL.toHexDigits((byte) octet);
    }

    static String small(byte[] octets) {
        return SMALL.formatHex(octets);
    }

    static String big(byte[] octets) {
        return BIG.formatHex(octets);
    }
}
