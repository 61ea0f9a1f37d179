package postern.smtp.expand;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Encoded words (RFC 2047), in UTF-8.
final class EncodedWords {
    /// What must be encoded: besides control characters and upper octets, RFC 2047 §5's specials.
    private static final String SPECIALS = "?=()<>@,;:.\\\"[]_";

    /// RFC 2047 §2: an encoded word is at most 75 characters long.
    private static final int MAX_WORD = 75;

    private static final String START = "=?UTF-8?Q?";
    private static final String END = "?=";

    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([BbQq])\\?([^?]*)\\?=");

    private EncodedWords() {}

    /// The text as it may stand in a header: unchanged if it has nothing that must be encoded.
    static String encode(String text) {
        if (text.chars().allMatch(c -> AsciiText.isPrintable((char) c) && SPECIALS.indexOf(c) < 0)) {
            return text;
        }
        var out = new StringBuilder(START);
        int lineStart = 0;
        int at = 0;
        while (at < text.length()) {
            int length = Math.max(1, Utf8.sequenceAt(text, at));
            var piece = encodePiece(text.substring(at, at + length));
            if (out.length() - lineStart + piece.length() > MAX_WORD - END.length()) {
                out.append(END).append(' ');
                lineStart = out.length();
                out.append(START);
            }
            out.append(piece);
            at += length;
        }
        return out.append(END).toString();
    }

    private static String encodePiece(String octets) {
        var out = new StringBuilder();
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c == ' ') {
                out.append('_');
            } else if (!AsciiText.isPrintable(c) || SPECIALS.indexOf(c) >= 0) {
                out.append('=').append(AsciiText.upper(Hex.of(c)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// The text with its encoded words decoded to UTF-8. Blanks between two encoded words vanish (RFC 2047
    /// §6.2); a word that cannot be decoded stays.
    static String decode(String text) {
        var out = new StringBuilder();
        var matcher = WORD.matcher(text);
        int done = 0;
        boolean afterWord = false;
        while (matcher.find()) {
            var between = text.substring(done, matcher.start());
            var decoded = decodeWord(matcher.group(1), matcher.group(2), matcher.group(3));
            if (!(afterWord && decoded != null && between.isBlank())) {
                out.append(between);
            }
            out.append(decoded == null ? matcher.group() : decoded);
            afterWord = decoded != null;
            done = matcher.end();
        }
        return out.append(text.substring(done)).toString();
    }

    private static @Nullable String decodeWord(String charset, String encoding, String text) {
        try {
            var octets = encoding.equalsIgnoreCase("B")
                    ? Base64.getDecoder().decode(text)
                    : quotedPrintable(text).getBytes(StandardCharsets.ISO_8859_1);
            var language = charset.indexOf('*');
            var decoded = new String(octets, Charset.forName(language < 0 ? charset : charset.substring(0, language)));
            return new String(decoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return null; // an unknown character set, or digits that are none
        }
    }

    private static String quotedPrintable(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                out.append(' ');
            } else if (c == '=' && i + 2 < text.length()) {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
