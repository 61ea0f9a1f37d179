package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the items that begin with `${name`: everything that has arguments in braces.
final class ItemParser {
    /// A lookup type that is longer is none.
    private static final int MAX_LOOKUP_TYPE = 255;

    /// `${extract` in both forms, with both texts.
    private static final int MAX_EXTRACT_ARGUMENTS = 5;

    /// Items with a fixed number of arguments: how many at least, how many at most, and what they do.
    private record Plain(int least, int most, Item.Rule rule) {}

    private static final Map<String, Plain> PLAIN = Map.ofEntries(
            Map.entry("acl", new Plain(1, 10, CallItems::acl)),
            Map.entry("hash", new Plain(2, 3, TextItems.cut("hash"))),
            Map.entry("hmac", new Plain(3, 3, TextItems::hmac)),
            Map.entry("length", new Plain(2, 2, TextItems.cut("length"))),
            Map.entry("listquote", new Plain(2, 2, TextItems::listQuote)),
            Map.entry("nhash", new Plain(2, 3, TextItems.cut("nhash"))),
            Map.entry("prvs", new Plain(2, 3, Prvs::sign)),
            Map.entry("readfile", new Plain(1, 2, FileItems::readFile)),
            Map.entry("sg", new Plain(3, 3, TextItems::substitute)),
            Map.entry("substr", new Plain(2, 3, TextItems.cut("substr"))),
            Map.entry("tr", new Plain(3, 3, TextItems::translate)));

    /// Exim's items that run programs, call libraries or speak to sockets, and some that belong to parts not here.
    private static final List<String> NOT_HERE =
            List.of("authresults", "dlfunc", "imapfolder", "perl", "prvscheck", "readsocket", "run", "srs_encode");

    private final TemplateParser parser;
    private final Cursor cursor;
    private final ConditionParser conditions;

    ItemParser(TemplateParser parser, Cursor cursor) {
        this.parser = parser;
        this.cursor = cursor;
        this.conditions = new ConditionParser(parser, cursor);
    }

    /// Reads the rest of an item; null if that is no item's name.
    @Nullable
    Node parse(String name) {
        var plain = PLAIN.get(name);
        if (plain != null) {
            return plain(name, plain);
        }
        if (NOT_HERE.contains(name)) {
            return cursor.fail("\"${" + name + "\" is not supported by Postern");
        }
        return switch (name) {
            case "if" -> ifItem();
            case "lookup" -> lookup();
            case "extract" -> extract();
            case "listextract" -> listExtract();
            case "certextract" -> certExtract();
            case "map", "filter" -> iteration(name);
            case "reduce" -> reduce();
            case "sort" -> sort();
            case "env" -> env();
            default -> null;
        };
    }

    private Node plain(String name, Plain plain) {
        var arguments = new ArrayList<Node>();
        cursor.skipBlanks();
        while (arguments.size() < plain.most() && cursor.take('{')) {
            arguments.add(parser.braced(TemplateParser.Dollar.SPECIAL));
            if (cursor.broken() != null) {
                return new Partial(arguments);
            }
            cursor.skipBlanks();
        }
        if (arguments.size() < plain.least()) {
            return partial(arguments, "Not enough arguments for '" + name + "' (min is " + plain.least() + ")");
        }
        if (cursor.peek() == '{') {
            return partial(arguments, "Too many arguments for '" + name + "' (max is " + plain.most() + ")");
        }
        if (!cursor.take('}')) {
            return partial(arguments, "missing '}' after '" + name + "'");
        }
        return new Item(plain.rule(), List.copyOf(arguments), null);
    }

    private Node partial(List<Node> arguments, String message) {
        arguments.add(cursor.fail(message));
        return new Partial(arguments);
    }

    private Node ifItem() {
        cursor.skipBlanks();
        var condition = conditions.parse();
        return new IfItem(condition, branches("if"));
    }

    /// `{yes}{no}`, `{yes}fail`, `{yes}`, or nothing, and the closing brace.
    private Branches branches(String item) {
        var broken = cursor.broken();
        if (broken != null) {
            return new Branches(item, null, null, new Branches.Malformed(broken));
        }
        cursor.skipBlanks();
        if (cursor.take('}')) {
            return new Branches(item, null, null, new Branches.Closed());
        }
        if (!cursor.take('{')) {
            return new Branches(item, null, null, curly("'yes' part did not start with '{'"));
        }
        var yes = parser.braced(TemplateParser.Dollar.SPECIAL);
        cursor.skipBlanks();
        if (cursor.broken() == null && cursor.take('{')) {
            var no = parser.braced(TemplateParser.Dollar.SPECIAL);
            cursor.skipBlanks();
            return new Branches(item, yes, no, closed());
        }
        if (cursor.broken() != null || cursor.take('}')) {
            return new Branches(item, yes, null, new Branches.Closed());
        }
        return new Branches(item, yes, null, fail(item));
    }

    private Branches.End closed() {
        return cursor.broken() != null || cursor.take('}') ? new Branches.Closed() : curly("did not close with '}'");
    }

    private Branches.End fail(String item) {
        if (!cursor.name(Integer.MAX_VALUE, "").equals("fail")) {
            return new Branches.Malformed(cursor.fail("syntax error in \"" + item + "\" item - \"fail\" expected"));
        }
        cursor.skipBlanks();
        if (cursor.take('}')) {
            return new Branches.Fail(null);
        }
        return new Branches.Fail(notClosed("did not close with '}'" + Branches.AFTER_FAIL));
    }

    private Branches.End curly(String problem) {
        return new Branches.Malformed(notClosed(problem));
    }

    private Broken notClosed(String problem) {
        return cursor.fail("curly-bracket problem in conditional yes/no parsing: " + problem
                + "\n remaining string is '" + cursor.rest() + "'");
    }

    private Node lookup() {
        var arguments = new ArrayList<Node>();
        cursor.skipBlanks();
        boolean keyed = cursor.take('{');
        if (keyed) {
            arguments.add(parser.braced(TemplateParser.Dollar.SPECIAL));
            if (cursor.broken() != null) {
                return new Partial(arguments);
            }
            cursor.skipBlanks();
        }
        if (!cursor.atLetter()) {
            return partial(arguments, "missing lookup type");
        }
        var type = lookupType(keyed);
        if (type == null) {
            arguments.add(Objects.requireNonNull(cursor.broken()));
            return new Partial(arguments);
        }
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return partial(arguments, "missing '{' for lookup file-or-query arg");
        }
        arguments.add(parser.braced(TemplateParser.Dollar.SPECIAL));
        if (cursor.broken() != null) {
            return new Partial(arguments);
        }
        return new Item(CallItems.lookup(type), List.copyOf(arguments), branches("lookup"));
    }

    /// A lookup type that fits the way in which it is asked; null if it is broken.
    private @Nullable LookupType lookupType(boolean keyed) {
        int start = cursor.at();
        var written = cursor.upToAnyOf("{ \t\n", MAX_LOOKUP_TYPE);
        if (written.isEmpty()) {
            cursor.fail("missing lookup type");
            return null;
        }
        try {
            var type = LookupType.parse(written);
            boolean byKey = type.driver().style() == LookupDriver.Style.SINGLE_KEY;
            if (byKey && !keyed) {
                cursor.fail("missing {key} for single-key \"" + written + "\" lookup");
                return null;
            }
            if (!byKey && keyed) {
                cursor.fail("a single key was given for lookup type \"" + written
                        + "\", which is not a single-key lookup type");
                return null;
            }
            return type;
        } catch (LookupType.FormatException e) {
            cursor.failAt(
                    start,
                    Objects.requireNonNull(e.getMessage()),
                    VariableNames.nearest(written, LookupDriver.names()));
            return null;
        }
    }

    /// `${extract{key}{text}…}`, `${extract{number}{separators}{text}…}`, `${extract json{key}{text}…}`.
    private Node extract() {
        cursor.skipBlanks();
        var form = cursor.take("jsons")
                ? Extraction.Form.JSON_STRINGS
                : cursor.take("json") ? Extraction.Form.JSON : Extraction.Form.TEXT;
        var arguments = new ArrayList<Node>();
        if (!argument("extract", arguments)) {
            return new Partial(arguments);
        }
        if (form == Extraction.Form.TEXT && !(arguments.getFirst() instanceof Literal)) {
            return extractByValue(arguments);
        }
        int wanted = form == Extraction.Form.TEXT && Extraction.isNumber(arguments.getFirst()) ? 3 : 2;
        while (arguments.size() < wanted) {
            if (!argument("extract", arguments)) {
                return new Partial(arguments);
            }
        }
        return new Item(new Extraction(form), List.copyOf(arguments), branches("extract"));
    }

    /// Whether the first argument is a number, and so how many follow it, is known only when it is evaluated.
    private Node extractByValue(List<Node> arguments) {
        cursor.skipBlanks();
        while (arguments.size() < MAX_EXTRACT_ARGUMENTS && cursor.peek() == '{') {
            if (!argument("extract", arguments)) {
                return new Partial(arguments);
            }
            cursor.skipBlanks();
        }
        var end = cursor.take('}') ? new Branches.Closed() : fail("extract");
        return new ExtractByValue(List.copyOf(arguments), end);
    }

    /// Reads one argument into a list; false if it is broken, which the list then shows.
    private boolean argument(String item, List<Node> arguments) {
        return argumentFor("arg " + (arguments.size() + 1) + " of " + item, arguments);
    }

    private boolean argumentFor(String what, List<Node> arguments) {
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            arguments.add(cursor.fail("missing '{' for " + what));
            return false;
        }
        arguments.add(parser.braced(TemplateParser.Dollar.SPECIAL));
        return cursor.broken() == null;
    }

    private Node listExtract() {
        var arguments = new ArrayList<Node>();
        while (arguments.size() < 2) {
            if (!argument("listextract", arguments)) {
                return new Partial(arguments);
            }
        }
        return new Item(TextItems::listExtract, List.copyOf(arguments), branches("listextract"));
    }

    /// The second argument is not expanded: it names a variable.
    private Node certExtract() {
        var arguments = new ArrayList<Node>();
        if (!argumentFor("field arg of certextract", arguments)) {
            return new Partial(arguments);
        }
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return partial(arguments, "missing '{' for cert variable arg of certextract");
        }
        cursor.skipBlanks();
        if (!cursor.take('$')) {
            return partial(arguments, "second argument of \"certextract\" must be a certificate variable");
        }
        var name = cursor.name(Integer.MAX_VALUE, "");
        cursor.skipBlanks();
        if (!cursor.take('}')) {
            return partial(arguments, "missing '}' closing cert variable arg of certextract");
        }
        return new Item(new CertificateField(name), List.copyOf(arguments), branches("certextract"));
    }

    private Node iteration(String name) {
        var arguments = new ArrayList<Node>();
        if (!argumentFor("first arg of " + name, arguments)) {
            return new Partial(arguments);
        }
        var list = arguments.getFirst();
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return partial(arguments, "missing '{' for last arg of " + name);
        }
        if (name.equals("map")) {
            var text = parser.braced(TemplateParser.Dollar.SPECIAL);
            return new Iteration(name, list, new Iteration.Map(text), endOf(name));
        }
        var condition = conditions.parse();
        var end = endOfCondition(name);
        return new Iteration(name, list, new Iteration.Filter(condition), end != null ? end : endOf(name));
    }

    private @Nullable Broken endOfCondition(String name) {
        cursor.skipBlanks();
        return cursor.broken() != null || cursor.take('}')
                ? null
                : cursor.fail("missing } at end of condition or expression inside \"" + name
                        + "\"; could be an unquoted } in the content");
    }

    private @Nullable Broken endOf(String name) {
        cursor.skipBlanks();
        return cursor.broken() != null || cursor.take('}') ? null : cursor.fail("missing } at end of \"" + name + "\"");
    }

    private Node reduce() {
        var arguments = new ArrayList<Node>();
        if (!argumentFor("first arg of reduce", arguments) || !argumentFor("second arg of reduce", arguments)) {
            return new Partial(arguments);
        }
        cursor.skipBlanks();
        if (!cursor.take('{')) {
            return partial(arguments, "missing '{' for last arg of reduce");
        }
        var text = parser.braced(TemplateParser.Dollar.SPECIAL);
        return new Iteration("reduce", arguments.get(0), new Iteration.Reduce(arguments.get(1), text), endOf("reduce"));
    }

    private Node sort() {
        var arguments = new ArrayList<Node>();
        if (!argumentFor("list arg of sort", arguments)
                || !argumentFor("comparator arg of sort", arguments)
                || !argumentFor("extractor arg of sort", arguments)) {
            return new Partial(arguments);
        }
        return new SortItem(arguments.get(0), arguments.get(1), arguments.get(2), endOf("sort"));
    }

    private Node env() {
        var arguments = new ArrayList<Node>();
        if (!argumentFor("name arg of env", arguments)) {
            return new Partial(arguments);
        }
        return new Item(CallItems::processVariable, List.copyOf(arguments), branches("env"));
    }
}
