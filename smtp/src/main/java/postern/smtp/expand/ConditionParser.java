package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;

/// Reads conditions.
final class ConditionParser {
    /// How much of the text a message shows.
    private static final int SHOWN = 16;

    /// `acl{{name}{argument}…}`: at most nine arguments.
    private static final int MAX_ACL_ARGUMENTS = 10;

    private final TemplateParser parser;
    private final Cursor cursor;

    ConditionParser(TemplateParser parser, Cursor cursor) {
        this.parser = parser;
        this.cursor = cursor;
    }

    /// Reads one condition.
    Condition parse() {
        if (!cursor.enter()) {
            return malformed(cursor.fail("expansion is nested too deeply (limit " + Limits.MAX_DEPTH + ")"));
        }
        cursor.skipBlanks();
        var condition = cursor.take('!') ? new Condition.Not(parse()) : plain();
        cursor.leave();
        return condition;
    }

    private Condition plain() {
        int start = cursor.at();
        var word = cursor.name(Integer.MAX_VALUE, "");
        var name = word.isEmpty() ? symbol() : word;
        if (name.isEmpty()) {
            var rest = cursor.rest();
            return malformed(cursor.fail("condition name expected, but found \""
                    + rest.substring(0, Math.min(SHOWN, rest.length())) + "\""));
        }
        return switch (name) {
            case "def" -> definition();
            case "and", "or" -> group(name);
            case "forany", "forall", "forany_json", "forall_json", "forany_jsons", "forall_jsons" -> quantified(name);
            case "acl" -> acl();
            default -> {
                var kind = Conditions.ALL.get(name);
                yield kind != null ? test(name, kind) : unknown(name, start);
            }
        };
    }

    private String symbol() {
        for (var symbol : List.of("==", "=", "<=", "<", ">=", ">")) {
            if (cursor.take(symbol)) {
                return symbol;
            }
        }
        return "";
    }

    private Condition unknown(String name, int start) {
        return malformed(
                cursor.failAt(start, Conditions.refusal(name), VariableNames.nearest(name, Conditions.names())));
    }

    private static Condition malformed(Node... parts) {
        return new Condition.Malformed(new Partial(List.of(parts)));
    }

    private Condition definition() {
        if (!cursor.take(':')) {
            return malformed(cursor.fail("\":\" expected after \"def\""));
        }
        var name = cursor.name(Integer.MAX_VALUE, "");
        for (var prefix : HeaderForm.PREFIXES.entrySet()) {
            if (name.startsWith(prefix.getKey())) {
                var rest = name.substring(prefix.getKey().length()) + cursor.headerName();
                return new DefCondition(new HeaderReference(prefix.getValue(), AsciiText.lower(rest)));
            }
        }
        if (name.isEmpty()) {
            return malformed(cursor.fail("variable name omitted after \"def:\""));
        }
        return VariableNames.isKnown(name)
                ? new DefCondition(new Variable(name))
                : malformed(cursor.fail(VariableNames.unknownDefined(name), VariableNames.nearest(name)));
    }

    private Condition test(String name, Conditions.Kind kind) {
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < kind.arguments(); i++) {
            cursor.skipBlanks();
            if (!cursor.take('{')) {
                arguments.add(cursor.fail(
                        i == 0
                                ? "missing { after \"" + name + "\""
                                : "missing 2nd string in {} after \"" + name + "\""));
                return new Condition.Malformed(new Partial(arguments));
            }
            arguments.add(parser.braced(i > 0 ? kind.second() : TemplateParser.Dollar.SPECIAL));
            if (cursor.broken() != null) {
                return new Condition.Malformed(new Partial(arguments));
            }
        }
        return new TestCondition(name, kind.test(), List.copyOf(arguments));
    }

    private Condition group(String name) {
        var members = new ArrayList<Condition>();
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return malformed(cursor.fail("missing { after \"" + name + "\""));
        }
        while (true) {
            cursor.skipBlanks();
            if (cursor.take('}')) {
                return new GroupCondition(name, List.copyOf(members), null);
            }
            if (!cursor.take('{')) {
                return new GroupCondition(
                        name,
                        members,
                        cursor.fail(
                                "each subcondition inside an \"" + name + "{...}\" condition must be in its own {}"));
            }
            members.add(parse());
            if (cursor.broken() != null) {
                return new GroupCondition(name, members, null);
            }
            cursor.skipBlanks();
            if (!cursor.take('}')) {
                return new GroupCondition(
                        name, members, cursor.fail("missing } at end of condition inside \"" + name + "\" group"));
            }
        }
    }

    private Condition quantified(String name) {
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return malformed(cursor.fail("missing { after \"" + name + "\""));
        }
        var list = parser.braced(TemplateParser.Dollar.SPECIAL);
        if (cursor.broken() != null) {
            return malformed(list);
        }
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return malformed(list, cursor.fail("missing { after \"" + name + "\""));
        }
        var condition = parse();
        cursor.skipBlanks();
        if (cursor.broken() == null && !cursor.take('}')) {
            return malformed(list, cursor.fail("missing } at end of condition inside \"" + name + "\""));
        }
        return new QuantifiedCondition(name, list, condition);
    }

    private Condition acl() {
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return malformed(cursor.fail("missing { after \"acl\""));
        }
        var arguments = new ArrayList<Node>();
        cursor.skipBlanks();
        while (arguments.size() < MAX_ACL_ARGUMENTS && cursor.take('{')) {
            arguments.add(parser.braced(TemplateParser.Dollar.SPECIAL));
            if (cursor.broken() != null) {
                return new Condition.Malformed(new Partial(arguments));
            }
            cursor.skipBlanks();
        }
        if (arguments.isEmpty() || !cursor.take('}')) {
            arguments.add(cursor.fail(
                    cursor.peek() == '{'
                            ? "too many arguments or bracketing error for acl"
                            : "too few arguments or bracketing error for acl"));
            return new Condition.Malformed(new Partial(arguments));
        }
        return new TestCondition("acl", CallItems::aclCondition, List.copyOf(arguments));
    }
}
