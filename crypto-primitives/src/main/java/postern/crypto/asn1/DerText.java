package postern.crypto.asn1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import postern.crypto.bytes.Bytes;

/// ASN.1's string types as Java strings. Octets that their character set does not have are refused; beyond that the
/// repertoire of PrintableString is not policed, since certificates in use hold `*`, `@` and `_` there.
final class DerText {
    private DerText() {}

    static boolean isText(int tag) {
        return switch (tag) {
            case DerTag.UTF8_STRING,
                    DerTag.NUMERIC_STRING,
                    DerTag.PRINTABLE_STRING,
                    DerTag.TELETEX_STRING,
                    DerTag.IA5_STRING,
                    DerTag.VISIBLE_STRING,
                    DerTag.UNIVERSAL_STRING,
                    DerTag.BMP_STRING -> true;
            default -> false;
        };
    }

    /// `start` is the offset of the element, for messages.
    static String decode(int tag, Bytes contents, int start) {
        try {
            return charset(tag)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(contents.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DerException(DerTag.name(tag) + " with octets outside its character set", start);
        }
    }

    /// TeletexString is read as Latin-1, which is what its writers put there.
    private static Charset charset(int tag) {
        return switch (tag) {
            case DerTag.UTF8_STRING -> StandardCharsets.UTF_8;
            case DerTag.TELETEX_STRING -> StandardCharsets.ISO_8859_1;
            case DerTag.UNIVERSAL_STRING -> StandardCharsets.UTF_32BE;
            case DerTag.BMP_STRING -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.US_ASCII;
        };
    }
}
