package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `${sort{list}{comparator}{key}}`: a list in the order of the keys of its members; members with equal keys
/// stay in their order.
///
/// @param list the list
/// @param comparator `<`, `lt`, `gei`, …
/// @param key what is compared, with `$item` for the member
/// @param end what is wrong at the end; null if nothing
record SortItem(
        Node list, Node comparator, Node key, @Nullable Broken end) implements Node {
    /// A member and its key.
    private record Keyed(Value member, Value key) {}

    @Override
    public Value evaluate(Evaluation evaluation) {
        var values = list.evaluate(evaluation);
        var order = order(comparator.evaluate(evaluation));
        if (end != null) {
            throw end.malformed();
        }
        check(key.malformed());
        var source = SeparatedList.of(values);
        var sorted = new ArrayList<Keyed>();
        var saved = evaluation.item();
        try {
            for (var member : source.items()) {
                evaluation.setItem(member);
                insert(sorted, new Keyed(member, key.evaluate(evaluation)), order, evaluation.budget());
            }
        } finally {
            evaluation.setItem(saved);
        }
        var result = new ListBuilder(source.separator(), values.taint(), evaluation.budget());
        sorted.forEach(keyed -> result.add(keyed.member()));
        return result.value();
    }

    private static void check(@Nullable ExpansionStop malformed) {
        if (malformed != null) {
            throw malformed;
        }
    }

    /// The order that a comparator names; what stands behind the name does not matter.
    private static Comparisons.Order order(Value comparator) {
        var cursor = new Cursor(comparator.text());
        var name = cursor.atLetter() ? cursor.name(Integer.MAX_VALUE, "") : cursor.upToAnyOf(" {:", 2);
        var order = Comparisons.order(name);
        if (order == null) {
            throw ExpansionStop.failed(
                    name.isEmpty()
                            ? "condition name expected, but found \"" + comparator.text() + "\""
                            : "comparator not handled for sort");
        }
        return order;
    }

    /// Before the first member that it precedes.
    private static void insert(List<Keyed> sorted, Keyed keyed, Comparisons.Order order, Budget budget) {
        int at = 0;
        while (at < sorted.size() && !order.holds(keyed.key(), sorted.get(at).key())) {
            at++;
        }
        budget.spend(1L + at);
        sorted.add(at, keyed);
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var inParts = Node.firstMalformed(List.of(list, comparator, key));
        if (inParts != null) {
            return inParts;
        }
        return end == null ? null : end.malformed();
    }
}
