package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `${map{list}{text}}`, `${filter{list}{condition}}`, `${reduce{list}{initial}{text}}`, with `$item` for the
/// member.
///
/// @param name the item's name
/// @param list the list
/// @param body what is done with each member
/// @param end what is wrong at the end; null if nothing
record Iteration(
        String name, Node list, Body body, @Nullable Broken end) implements Node {
    /// What is done with each member.
    sealed interface Body {}

    /// Each is replaced.
    record Map(Node text) implements Body {}

    /// Each is kept or not.
    record Filter(Condition condition) implements Body {}

    /// All become one `$value`.
    record Reduce(Node initial, Node text) implements Body {}

    @Override
    public Value evaluate(Evaluation evaluation) {
        var values = list.evaluate(evaluation);
        var saved = evaluation.item();
        var found = evaluation.found();
        try {
            var result = switch (body) {
                case Map(var text) -> mapped(evaluation, values, text);
                case Filter(var condition) -> filtered(evaluation, values, condition);
                case Reduce(var initial, var text) -> reduced(evaluation, values, initial, text);
            };
            return evaluation.checked(result);
        } finally {
            evaluation.setItem(saved);
            evaluation.setFound(found);
        }
    }

    private Value mapped(Evaluation evaluation, Value values, Node text) {
        check(text.malformed());
        var source = SeparatedList.of(values);
        var result = new ListBuilder(source.separator(), values.taint(), evaluation.budget());
        for (var member : source.items()) {
            evaluation.setItem(member);
            result.add(within(text, evaluation));
        }
        return result.value();
    }

    private Value filtered(Evaluation evaluation, Value values, Condition condition) {
        check(condition.malformed());
        var source = SeparatedList.of(values);
        var result = new ListBuilder(source.separator(), values.taint(), evaluation.budget());
        for (var member : source.items()) {
            evaluation.setItem(member);
            evaluation.budget().spend(1);
            try {
                if (condition.holds(evaluation)) {
                    result.add(member);
                }
            } catch (ExpansionStop stop) {
                throw stop.appending(where());
            }
        }
        return result.value();
    }

    private Value reduced(Evaluation evaluation, Value values, Node initial, Node text) {
        var value = initial.evaluate(evaluation);
        check(text.malformed());
        for (var member : SeparatedList.of(values).items()) {
            evaluation.setItem(member);
            evaluation.setFound(value);
            value = within(text, evaluation);
        }
        return value;
    }

    private Value within(Node text, Evaluation evaluation) {
        try {
            return evaluation.checked(text.evaluate(evaluation));
        } catch (ExpansionStop stop) {
            throw stop.appending(where());
        }
    }

    /// What is iterated must be well formed even if the list is empty.
    private void check(@Nullable ExpansionStop malformed) {
        if (malformed != null) {
            throw malformed.appending(where());
        }
        if (end != null) {
            throw end.malformed();
        }
    }

    private String where() {
        return " inside \"" + name + "\" item";
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var outside = body instanceof Reduce(var initial, var text)
                ? Node.firstMalformed(List.of(list, initial))
                : list.malformed();
        if (outside != null) {
            return outside;
        }
        var inside = switch (body) {
            case Map(var text) -> text.malformed();
            case Filter(var condition) -> condition.malformed();
            case Reduce(var initial, var text) -> text.malformed();
        };
        if (inside != null) {
            return inside.appending(where());
        }
        return end == null ? null : end.malformed();
    }
}
