package postern.smtp.expand;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Operators that look at octets: case, quoting, escaping, the length.
final class TextOperators {
    static final Map<String, Operator> ALL = Map.ofEntries(
            Map.entry("lc", Operator.of(AsciiText::lower)),
            Map.entry("uc", Operator.of(AsciiText::upper)),
            Map.entry("escape", Operator.of(TextOperators::escape)),
            Map.entry("escape8bit", Operator.of(TextOperators::escape8bit)),
            Map.entry("expand", TextOperators::expand),
            Map.entry("from_utf8", Operator.of(TextOperators::fromUtf8)),
            Map.entry("hexquote", Operator.of(TextOperators::hexQuote)),
            Map.entry("quote", TextOperators::quote),
            Map.entry("quote_local_part", Operator.of(TextOperators::quoteLocalPart)),
            Map.entry("rfc2047", Operator.of(EncodedWords::encode)),
            Map.entry("rfc2047d", Operator.of(EncodedWords::decode)),
            Map.entry("rxquote", Operator.of(TextOperators::quotePattern)),
            Map.entry("strlen", Operator.toTrusted(text -> Integer.toString(text.length()))),
            Map.entry("utf8_domain_from_alabel", Operator.of(text -> idn(text, IDN::toUnicode))),
            Map.entry("utf8_domain_to_alabel", Operator.of(text -> idn(text, IDN::toASCII))),
            Map.entry("utf8_localpart_from_alabel", Operator.of(text -> idn(text, IDN::toUnicode))),
            Map.entry("utf8_localpart_to_alabel", Operator.of(text -> idn(text, IDN::toASCII))),
            Map.entry("utf8clean", Operator.of(TextOperators::cleanUtf8)));

    /// What may stand in a local part without quotes, besides letters and digits.
    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

    private TextOperators() {}

    /// `${expand:text}` expands the text once more. Trusted texts only.
    private static Value expand(Evaluation evaluation, OperatorCall call, Value subject) {
        try {
            return evaluation.evaluateAgain(evaluation.again(subject));
        } catch (ExpansionStop stop) {
            throw stop.reworded("internal expansion of \"" + subject.text() + "\" failed: " + stop.reason());
        }
    }

    /// Control characters and upper octets as backslash sequences.
    static String escape(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\u000b' -> out.append("\\v");
                case '\f' -> out.append("\\f");
                default -> {
                    if (AsciiText.isPrintable(c) || c == '\t') {
                        out.append(c);
                    } else {
                        octal(c, out);
                    }
                }
            }
        }
        return out.toString();
    }

    private static String escape8bit(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c == '\\') {
                octal(c, out);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void octal(char c, StringBuilder out) {
        out.append('\\')
                .append((char) ('0' + (c >> 6)))
                .append((char) ('0' + (c >> 3 & 7)))
                .append((char) ('0' + (c & 7)));
    }

    private static String hexQuote(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append("\\x").append(Hex.of(c));
            }
        }
        return out.toString();
    }

    /// UTF-8 to ISO 8859-1, where what does not fit becomes an underscore.
    private static String fromUtf8(String octets) {
        var out = new StringBuilder();
        var text = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        text.codePoints().forEach(point -> out.append(point < 0x100 ? (char) point : '_'));
        return out.toString();
    }

    /// Between UTF-8 and the labels of internationalized names (RFC 3490).
    private static String idn(String octets, UnaryOperator<String> conversion) {
        var text = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try {
            return new String(conversion.apply(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw ExpansionStop.failed(
                    "error converting (" + escape(octets) + ") between utf8 and alabel: " + e.getMessage());
        }
    }

    /// With a question mark for each octet that is not part of a well-formed UTF-8 sequence (RFC 3629 §4).
    private static String cleanUtf8(String octets) {
        var out = new StringBuilder();
        for (int at = 0; at < octets.length(); ) {
            int length = Utf8.sequenceAt(octets, at);
            if (length > 0) {
                out.append(octets, at, at + length);
                at += length;
            } else {
                out.append('?');
                at += Utf8.malformedAt(octets, at);
            }
        }
        return out.toString();
    }

    /// `${quote:text}`, or `${quote_lookup:text}` for a text that becomes part of a query.
    private static Value quote(Evaluation evaluation, OperatorCall call, Value subject) {
        if (call.argument() == null) {
            return subject.derive(quote(subject.text()));
        }
        int underscore = call.argument().indexOf('_');
        var name = underscore < 0 ? call.argument() : call.argument().substring(0, underscore);
        if (LookupDriver.named(name).isEmpty()) {
            throw ExpansionStop.failed(LookupDriver.refusal(name));
        }
        if (underscore >= 0) {
            throw ExpansionStop.failed("\"" + call.argument().substring(underscore + 1)
                    + "\" unrecognized after \"${quote_" + name + "\"");
        }
        return subject;
    }

    private static String quote(String text) {
        boolean plain =
                !text.isEmpty() && text.chars().allMatch(c -> AsciiText.isWord((char) c) || "_-.".indexOf(c) >= 0);
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r") + "\"";
    }

    private static String quoteLocalPart(String text) {
        boolean plain = !text.isEmpty() && !text.startsWith(".") && !text.endsWith(".");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain = plain && (AsciiText.isWord(c) || c == '.' || ATOM.indexOf(c) >= 0);
        }
        return plain ? text : quoted(text);
    }

    /// With a backslash before each octet that a regular expression might take for more than itself.
    private static String quotePattern(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!AsciiText.isWord(c)) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
