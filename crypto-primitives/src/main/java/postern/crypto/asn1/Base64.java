package postern.crypto.asn1;

import static postern.crypto.bytes.ConstantTime.signMask;

import java.util.Arrays;

/// The encoding of RFC 4648 §4 computed instead of looked up, because a private key passes through it and a table
/// would tell its digits to the cache. Running time depends on the number of digits and on where white space
/// stands.
final class Base64 {
    /// Digits on a line of PEM (RFC 7468 §2).
    private static final int LINE = 64;

    private static final int BITS = 6;

    private Base64() {}

    /// The octets that `text[from..to)` spells. White space is skipped; padding must be there and the bits it
    /// covers must be zero, so that one value has one spelling.
    ///
    /// @throws DerException at anything else; the message does not quote it
    static byte[] decode(byte[] text, int from, int to) {
        var octets = new byte[(to - from) / 4 * 3 + 3];
        int count = 0;
        int digits = 0;
        int padding = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (isSpace(c)) {
                continue;
            }
            int value = c == '=' ? 0 : value(c);
            padding += c == '=' ? 1 : 0;
            if (value < 0 || (padding > 0 && c != '=')) {
                throw new DerException("PEM: not a Base64 digit", i);
            }
            bits = bits << BITS | value;
            digits++;
            if (digits % 4 == 0) {
                octets[count++] = (byte) (bits >> 16);
                octets[count++] = (byte) (bits >> 8);
                octets[count++] = (byte) bits;
            }
        }
        if (digits % 4 != 0 || padding > 2 || (padding > 0 && (bits & (1 << 8 * padding) - 1) != 0)) {
            throw new DerException("PEM: Base64 without its canonical end (RFC 4648 §3.5)", to);
        }
        var exact = Arrays.copyOf(octets, count - padding);
        Arrays.fill(octets, (byte) 0);
        return exact;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// The digit's value, or −1: each range adds its value plus one, under its mask.
    private static int value(int c) {
        return (within(c, 'A', 'Z') & (c - 'A' + 1))
                + (within(c, 'a', 'z') & (c - 'a' + 27))
                + (within(c, '0', '9') & (c - '0' + 53))
                + (within(c, '+', '+') & 63)
                + (within(c, '/', '/') & 64)
                - 1;
    }

    private static int within(int c, int low, int high) {
        return signMask((low - 1 - c) & (c - high - 1));
    }

    /// The digits in lines of 64, each ended by a line feed.
    static byte[] encode(byte[] octets) {
        int digits = (octets.length + 2) / 3 * 4;
        var text = new byte[digits + (digits + LINE - 1) / LINE];
        int at = 0;
        for (int i = 0; i < digits; i++) {
            int bit = i * BITS;
            text[at++] = (byte) (bit < 8 * octets.length ? digit(sixBits(octets, bit)) : '=');
            if (i % LINE == LINE - 1 || i == digits - 1) {
                text[at++] = '\n';
            }
        }
        return text;
    }

    private static int sixBits(byte[] octets, int bit) {
        int first = octets[bit / 8] & 0xff;
        int second = bit / 8 + 1 < octets.length ? octets[bit / 8 + 1] & 0xff : 0;
        return (first << 8 | second) >> (10 - bit % 8) & 0x3f;
    }

    /// Starts at `A` and steps over the gaps between the ranges.
    private static int digit(int value) {
        return 'A'
                + value
                + (signMask(25 - value) & ('a' - 'Z' - 1))
                + (signMask(51 - value) & ('0' - 'z' - 1))
                + (signMask(61 - value) & ('+' - '9' - 1))
                + (signMask(62 - value) & ('/' - '+' - 1));
    }
}
