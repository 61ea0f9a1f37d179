package postern.smtp.expand;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;

/// Items that make a text of texts.
final class TextItems {
    private TextItems() {}

    /// `${substr{offset}{length}{text}}` and its like; without the second number, the rest.
    static Item.Rule cut(String name) {
        return (evaluation, arguments) -> {
            boolean signed = name.equals("substr") || name.equals("hash") || name.equals("nhash");
            int first = CutOperators.itemNumber(arguments.getFirst().text(), name, signed);
            int second = arguments.size() < 3
                    ? CutOperators.UNSET
                    : CutOperators.itemNumber(arguments.get(1).text(), name, false);
            return CutOperators.cut(name, arguments.getLast(), first, second);
        };
    }

    /// `${hmac{md5}{key}{text}}`
    static Value hmac(Evaluation evaluation, List<Value> arguments) {
        var algorithm = switch (arguments.getFirst().text()) {
            case "md5" -> HashAlgorithm.MD5;
            case "sha1" -> HashAlgorithm.SHA1;
            default ->
                throw ExpansionStop.failed(
                        "hmac algorithm \"" + arguments.getFirst().text() + "\" is not recognised");
        };
        return Value.trusted(Hex.small(
                mac(algorithm, arguments.get(1).text(), arguments.get(2).text())));
    }

    static byte[] mac(HashAlgorithm algorithm, String key, String text) {
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        var out = new byte[algorithm.length()];
        try (var secret = Secret.adopt(key.getBytes(StandardCharsets.ISO_8859_1));
                var hmac = new Hmac(algorithm, secret)) {
            hmac.update(octets, 0, octets.length);
            hmac.macInto(out, 0);
        }
        return out;
    }

    /// `${listquote{separator}{item}}`. An empty item is written as a blank.
    static Value listQuote(Evaluation evaluation, List<Value> arguments) {
        var separator = arguments.getFirst().text();
        var item = arguments.get(1);
        if (item.isEmpty()) {
            return item.derive(" ");
        }
        return separator.isEmpty() ? item : item.derive(SeparatedList.quote(item.text(), separator.charAt(0)));
    }

    /// `${tr{text}{from}{to}}`: each octet of `from` becomes the one at its place in `to`, or the last one of
    /// `to`.
    static Value translate(Evaluation evaluation, List<Value> arguments) {
        var from = arguments.get(1).text();
        var to = arguments.get(2).text();
        var out = new StringBuilder(arguments.getFirst().text());
        for (int i = 0; i < out.length() && !to.isEmpty(); i++) {
            int at = from.lastIndexOf(out.charAt(i));
            if (at >= 0) {
                out.setCharAt(i, to.charAt(Math.min(at, to.length() - 1)));
            }
        }
        return new Value(
                out.toString(),
                arguments.getFirst().taint().and(arguments.get(2).taint()));
    }

    /// `${sg{text}{pattern}{replacement}}`: the replacement is expanded again for each match, so that `\$1` in
    /// it is what the first group matched.
    static Value substitute(Evaluation evaluation, List<Value> arguments) {
        var subject = arguments.getFirst();
        var matches = BoundedPattern.compile(arguments.get(1).text()).matches(subject, evaluation.budget());
        var replacement = evaluation.again(arguments.get(2));
        var out = new StringBuilder();
        var taint = subject.taint();
        int done = 0;
        while (matches.next()) {
            out.append(subject.text(), done, matches.start());
            evaluation.setCaptures(matches.groups());
            var value = evaluation.evaluateAgain(replacement);
            out.append(value.text());
            taint = taint.and(value.taint());
            done = matches.end();
            evaluation.budget().checkLength(out.length());
        }
        return new Value(out.append(subject.text().substring(done)).toString(), taint);
    }

    /// `${listextract{number}{list}…}`
    static @Nullable Value listExtract(Evaluation evaluation, List<Value> arguments) {
        var number = AsciiText.trim(arguments.getFirst().text());
        if (number.isEmpty()) {
            throw ExpansionStop.failed("first argument of \"listextract\" must not be empty");
        }
        if (!Extraction.isNumber(number) || number.equals("-")) {
            throw ExpansionStop.failed("first argument of \"listextract\" must be numeric");
        }
        int wanted = CutOperators.saturated(number);
        var items = SeparatedList.of(arguments.get(1)).items();
        int index = wanted > 0 ? wanted - 1 : items.size() + wanted;
        return wanted == 0 || index < 0 || index >= items.size() ? null : items.get(index);
    }
}
