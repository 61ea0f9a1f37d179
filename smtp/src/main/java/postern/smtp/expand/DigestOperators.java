package postern.smtp.expand;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;

/// Digests and encodings. A digest is trusted whatever it was made of: nobody chooses its octets.
final class DigestOperators {
    static final Map<String, Operator> ALL = Map.ofEntries(
            Map.entry("md5", Operator.toTrusted(text -> Hex.small(digest(HashAlgorithm.MD5, text)))),
            Map.entry("sha1", Operator.toTrusted(text -> Hex.big(digest(HashAlgorithm.SHA1, text)))),
            Map.entry("sha256", DigestOperators::sha2),
            Map.entry("sha2", DigestOperators::sha2),
            Map.entry("sha3", DigestOperators::sha3),
            Map.entry("base64", Operator.of(DigestOperators::base64)),
            Map.entry("str2b64", Operator.of(DigestOperators::base64)),
            Map.entry("base64d", Operator.of(DigestOperators::base64Decoded)),
            Map.entry("hex2b64", Operator.of(DigestOperators::hexToBase64)));

    private DigestOperators() {}

    private static Value sha2(Evaluation evaluation, OperatorCall call, Value subject) {
        var algorithm = switch (argument(call, "256")) {
            case "256" -> HashAlgorithm.SHA256;
            case "384" -> HashAlgorithm.SHA384;
            case "512" -> HashAlgorithm.SHA512;
            default -> throw ExpansionStop.failed("unrecognised sha2 variant");
        };
        return Value.trusted(Hex.big(digest(algorithm, subject.text())));
    }

    private static Value sha3(Evaluation evaluation, OperatorCall call, Value subject) {
        var algorithm = switch (argument(call, "256")) {
            case "224" -> HashAlgorithm.SHA3_224;
            case "256" -> HashAlgorithm.SHA3_256;
            case "384" -> HashAlgorithm.SHA3_384;
            case "512" -> HashAlgorithm.SHA3_512;
            default -> throw ExpansionStop.failed("unrecognised sha3 variant");
        };
        return Value.trusted(Hex.big(digest(algorithm, subject.text())));
    }

    private static String argument(OperatorCall call, String otherwise) {
        return call.argument() == null ? otherwise : call.argument();
    }

    static byte[] digest(HashAlgorithm algorithm, String octets) {
        return algorithm
                .hash(Bytes.adopt(octets.getBytes(StandardCharsets.ISO_8859_1)))
                .toArray();
    }

    static String base64(String octets) {
        return Base64.getEncoder().encodeToString(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Blanks may stand anywhere; everything else must be as RFC 4648 §4 says.
    private static String base64Decoded(String text) {
        var decoded = decodeBase64(text);
        if (decoded == null) {
            throw ExpansionStop.failed("string \"" + text + "\" is not well-formed for \"base64d\" operator");
        }
        return new String(decoded, StandardCharsets.ISO_8859_1);
    }

    static byte @Nullable [] decodeBase64(String text) {
        var digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!AsciiText.isBlank(c)) {
                digits.append(c);
            }
        }
        try {
            return digits.length() % 4 == 0 ? Base64.getDecoder().decode(digits.toString()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String hexToBase64(String digits) {
        if (!digits.chars().allMatch(c -> c < 0x80 && HexFormat.isHexDigit(c))) {
            throw ExpansionStop.failed("\"" + digits + "\" is not a hex string");
        }
        if (digits.length() % 2 != 0) {
            throw ExpansionStop.failed("\"" + digits + "\" contains an odd number of characters");
        }
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits));
    }
}
