package postern.smtp.expand;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postern.smtp.expand.TemplateParser.Dollar;

/// The conditions that look at one or two texts, or none, by name.
final class Conditions {
    /// One of them.
    ///
    /// @param arguments how many texts
    /// @param second whether `$` means anything in the second
    /// @param test what it does
    record Kind(int arguments, Dollar second, TestCondition.Test test) {
        static Kind of(int arguments, TestCondition.Test test) {
            return new Kind(arguments, Dollar.SPECIAL, test);
        }
    }

    static final Map<String, Kind> ALL = all();

    /// Those that ask other programs.
    private static final List<String> NOT_HERE =
            List.of("inbound_srs", "ldapauth", "pam", "pwcheck", "radius", "saslauthd");

    private Conditions() {}

    private static Map<String, Kind> all() {
        var all = new HashMap<String, Kind>();
        for (var name : List.of(
                "=", "==", "<", "<=", ">", ">=", "eq", "eqi", "lt", "lti", "le", "lei", "gt", "gti", "ge", "gei")) {
            all.put(name, Kind.of(2, (e, n, values) -> compare(n, values)));
        }
        all.put("bool", Kind.of(1, (e, n, values) -> bool(values.getFirst().text())));
        all.put(
                "bool_lax",
                Kind.of(1, (e, n, values) -> boolLax(values.getFirst().text())));
        all.put("crypteq", Kind.of(2, (e, n, values) -> Crypteq.matches(values.get(0), values.get(1))));
        all.put("exists", Kind.of(1, (e, n, values) -> exists(values.getFirst())));
        all.put("first_delivery", Kind.of(0, (e, n, values) -> flag(e, "first_delivery")));
        all.put("queue_running", Kind.of(0, (e, n, values) -> flag(e, "queue_running")));
        all.put("inlist", Kind.of(2, (e, n, values) -> inList(e, values, AsciiCase.COUNTS)));
        all.put("inlisti", Kind.of(2, (e, n, values) -> inList(e, values, AsciiCase.IGNORED)));
        all.put(
                "isip",
                Kind.of(1, (e, n, values) -> IpText.read(values.getFirst().text()) != IpText.NONE));
        all.put(
                "isip4",
                Kind.of(1, (e, n, values) -> IpText.read(values.getFirst().text()) == IpText.V4));
        all.put(
                "isip6",
                Kind.of(1, (e, n, values) -> IpText.read(values.getFirst().text()) == IpText.V6));
        all.put("match", Kind.of(2, Conditions::match));
        all.put("match_address", listKind(ListKind.ADDRESS));
        all.put("match_domain", listKind(ListKind.DOMAIN));
        all.put("match_ip", listKind(ListKind.HOST));
        all.put("match_local_part", listKind(ListKind.LOCAL_PART));
        return Map.copyOf(all);
    }

    private static Kind listKind(ListKind kind) {
        return new Kind(2, Dollar.PLAIN, (e, name, values) -> matchList(kind, e, values));
    }

    static Collection<String> names() {
        return ALL.keySet();
    }

    static String refusal(String name) {
        return NOT_HERE.contains(name)
                ? "condition \"" + name + "\" is not supported by Postern"
                : "unknown condition \"" + name + "\"";
    }

    private static boolean compare(String name, List<Value> values) {
        var order = Comparisons.any(name);
        if (order == null) {
            throw new IllegalStateException(name);
        }
        return order.holds(values.get(0), values.get(1));
    }

    /// Exim's reading of a boolean: words, and numbers, of which 0 alone is false.
    private static boolean bool(String text) {
        var word = AsciiText.lower(AsciiText.trim(text));
        var digits = word.startsWith("-") ? word.substring(1) : word;
        if (!digits.isEmpty() && digits.chars().allMatch(c -> AsciiText.isDigit((char) c))) {
            return digits.chars().anyMatch(c -> c != '0');
        }
        return switch (word) {
            case "true", "yes" -> true;
            case "", "-", "false", "no" -> false;
            default -> throw ExpansionStop.failed("unrecognised boolean value \"" + AsciiText.trim(text) + "\"");
        };
    }

    /// What routers and access control lists call true: anything but nothing, 0, no and false.
    private static boolean boolLax(String text) {
        var word = AsciiText.lower(AsciiText.trim(text));
        return !(word.isEmpty() || word.equals("-") || word.equals("0") || word.equals("no") || word.equals("false"));
    }

    /// Asking whether a file is there lets the peer explore the file system, so its name must be ours as well.
    private static boolean exists(Value name) {
        FileItems.requireTrusted(name, "exists");
        try {
            return name.text().startsWith("/") && Files.exists(Path.of(FileItems.decoded(name.text())));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean flag(Evaluation evaluation, String name) {
        var value = evaluation.environment().variables().value(name);
        return value != null && boolLax(value.text());
    }

    private enum AsciiCase {
        COUNTS,
        IGNORED
    }

    /// `inlist{text}{list}`: the item, which is ours, becomes `$value`.
    private static boolean inList(Evaluation evaluation, List<Value> values, AsciiCase letters) {
        var sought = values.get(0).text();
        for (var item : SeparatedList.of(values.get(1)).items()) {
            evaluation.budget().spend(1);
            if (letters == AsciiCase.COUNTS ? item.text().equals(sought) : AsciiText.sameLetters(item.text(), sought)) {
                evaluation.setFound(item);
                return true;
            }
        }
        return false;
    }

    private static boolean match(Evaluation evaluation, String name, List<Value> values) {
        var pattern = BoundedPattern.compile(values.get(1).text());
        var captures = pattern.find(values.get(0), evaluation.budget());
        if (captures == null) {
            return false;
        }
        evaluation.setCaptures(captures);
        return true;
    }

    private static boolean matchList(ListKind kind, Evaluation evaluation, List<Value> values) {
        var subject = values.get(0);
        if (kind == ListKind.HOST
                && !subject.isEmpty()
                && IpAddress.parse(subject.text()).isEmpty()) {
            throw ExpansionStop.failed("\"" + subject.text() + "\" is not an IP address");
        }
        var environment = evaluation.inside();
        return switch (environment.lists().match(kind, subject, values.get(1), environment)) {
            case ListMatching.Matched(var data) -> {
                if (data != null) {
                    evaluation.setFound(data);
                }
                yield true;
            }
            case ListMatching.NotMatched() -> false;
            case ListMatching.Deferred(var message) ->
                throw ExpansionStop.failed(
                        "unable to complete match against \"" + values.get(1).text() + "\": " + message);
        };
    }
}
