package postern.smtp.expand;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import postern.crypto.hash.HashAlgorithm;

/// `crypteq{text}{{md5}digest}`: whether a stored digest is that of a text.
final class Crypteq {
    private Crypteq() {}

    static boolean matches(Value text, Value stored) {
        var lower = AsciiText.lower(stored.text());
        if (lower.startsWith("{md5}")) {
            return isDigest(HashAlgorithm.MD5, text.text(), stored.text().substring("{md5}".length()));
        }
        if (lower.startsWith("{sha1}")) {
            return isDigest(HashAlgorithm.SHA1, text.text(), stored.text().substring("{sha1}".length()));
        }
        if (stored.isEmpty()) {
            return false;
        }
        if (lower.startsWith("{") && !lower.startsWith("{crypt")) {
            throw ExpansionStop.failed("unknown encryption mechanism in \"" + stored.text() + "\"");
        }
        throw ExpansionStop.failed("the crypt() function is not supported by Postern; store {sha1} and a digest");
    }

    /// Digests are written in hexadecimal or Base64; which, their length tells.
    private static boolean isDigest(HashAlgorithm algorithm, String text, String written) {
        var digest = DigestOperators.digest(algorithm, text);
        if (written.length() == 2 * digest.length) {
            return same(HexFormat.of().formatHex(digest), AsciiText.lower(written));
        }
        return same(DigestOperators.base64(new String(digest, StandardCharsets.ISO_8859_1)), written);
    }

    /// Takes the same time wherever the first difference is.
    private static boolean same(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < a.length(); i++) {
            difference |= a.charAt(i) ^ b.charAt(i);
        }
        return difference == 0;
    }
}
