package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a text into a tree, from left to right, without going back.
///
/// The first malformed place ends the reading: the tree gets a [Broken] piece there, the position moves to the
/// end, and every later step finds [#broken()] set and returns what it has. So the tree holds everything before
/// that place, in the order in which it is to be evaluated.
final class TemplateParser {
    /// Variables longer than this are nobody's.
    private static final int MAX_NAME = 255;

    private final Cursor cursor;
    private final ItemParser items;

    TemplateParser(String text) {
        this.cursor = new Cursor(text);
        this.items = new ItemParser(this, cursor);
    }

    /// The first thing wrong; null if nothing.
    @Nullable
    Broken broken() {
        return cursor.broken();
    }

    /// The whole text.
    Node whole() {
        return pieces(Closing.END_OF_TEXT, Dollar.SPECIAL);
    }

    /// What ends a text.
    enum Closing {
        END_OF_TEXT,
        BRACE
    }

    /// Whether `$` begins something. In the list of `match_domain` it does not.
    enum Dollar {
        SPECIAL,
        PLAIN
    }

    /// A text after an opening brace, to its closing brace, which is consumed.
    Node braced(Dollar dollar) {
        if (!cursor.enter()) {
            return cursor.fail("expansion is nested too deeply (limit " + Limits.MAX_DEPTH + ")");
        }
        var node = pieces(Closing.BRACE, dollar);
        cursor.leave();
        return node;
    }

    private Node pieces(Closing closing, Dollar dollar) {
        var parts = new ArrayList<Node>();
        var literal = new StringBuilder();
        while (!cursor.atEnd() && !(closing == Closing.BRACE && cursor.peek() == '}')) {
            char c = cursor.next();
            if (c == '\\') {
                escape(literal, parts);
            } else if (c == '$' && dollar == Dollar.SPECIAL) {
                flush(literal, parts);
                parts.add(dollar());
            } else {
                literal.append(c);
            }
        }
        flush(literal, parts);
        if (closing == Closing.BRACE && cursor.broken() == null && !cursor.take('}')) {
            parts.add(cursor.fail("missing } at end of string" + cursor.headerAdvice()));
        }
        return Sequence.of(parts);
    }

    private static void flush(StringBuilder literal, List<Node> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(Value.trusted(literal.toString())));
            literal.setLength(0);
        }
    }

    /// After a backslash: `\N…\N` takes everything between as it is, the rest is [Escapes].
    private void escape(StringBuilder literal, List<Node> parts) {
        if (cursor.atEnd()) {
            flush(literal, parts);
            parts.add(cursor.fail("\\ at end of string"));
        } else if (cursor.take('N')) {
            literal.append(cursor.upTo("\\N"));
        } else {
            literal.append(cursor.escape());
        }
    }

    private Node dollar() {
        if (cursor.atLetter()) {
            return variable(cursor.name(MAX_NAME, ""));
        }
        if (cursor.atDigit()) {
            return new Variable(cursor.digits());
        }
        if (!cursor.take('{')) {
            return cursor.fail("$ not followed by letter, digit, or {");
        }
        if (cursor.atDigit()) {
            var number = cursor.digits();
            return cursor.take('}') ? new Variable(number) : cursor.fail("} expected after number");
        }
        return cursor.atLetter() ? inBraces() : cursor.fail("letter or digit expected after ${");
    }

    /// After `$`: a variable, or a header line, whose name goes on to a colon or a blank.
    private Node variable(String name) {
        for (var prefix : HeaderForm.PREFIXES.entrySet()) {
            if (name.startsWith(prefix.getKey())) {
                var rest = name.substring(prefix.getKey().length()) + cursor.headerName();
                return new HeaderReference(prefix.getValue(), AsciiText.lower(rest));
            }
        }
        if (VariableNames.isKnown(name)) {
            return new Variable(name);
        }
        return cursor.fail(VariableNames.unknown("variable name", name), VariableNames.nearest(name));
    }

    /// After `${`: an item, an operator with its colon, or a variable with its brace.
    private Node inBraces() {
        int start = cursor.at();
        var name = cursor.name(MAX_NAME, "-");
        var item = items.parse(name);
        if (item != null) {
            return item;
        }
        if (cursor.take(':')) {
            return operation(name, start);
        }
        if (!cursor.take('}')) {
            return cursor.fail(
                    "\"${" + name + "\" is not a known operator (or a } is missing in a variable reference)");
        }
        if (VariableNames.isKnown(name)) {
            return new Variable(name);
        }
        return cursor.fail(VariableNames.unknownInBraces(name), VariableNames.nearest(name));
    }

    private Node operation(String name, int start) {
        var call = Operators.find(name);
        var subject = braced(Dollar.SPECIAL);
        if (call == null) {
            var refusal = cursor.failAt(start, Operators.refusal(name), VariableNames.nearest(name, Operators.names()));
            return new Partial(List.of(subject, refusal));
        }
        if (subject instanceof Variable(var variable) && CertificateVariables.isOne(variable)) {
            return new CertificateOperation(call, variable);
        }
        return new Operation(call, subject);
    }
}
