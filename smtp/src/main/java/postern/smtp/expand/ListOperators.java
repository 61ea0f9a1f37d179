package postern.smtp.expand;

import java.util.Arrays;
import java.util.Map;

/// Operators on lists.
final class ListOperators {
    static final Map<String, Operator> ALL = Map.of(
            "listcount",
            (evaluation, call, subject) -> Value.trusted(
                    Integer.toString(SeparatedList.of(subject).items().size())),
            "listnamed",
            ListOperators::named);

    private ListOperators() {}

    /// `${listnamed:name}`, `${listnamed_d:name}`: the text of a named list, expanded.
    private static Value named(Evaluation evaluation, OperatorCall call, Value subject) {
        var name = subject.text().startsWith("+") ? subject.text().substring(1) : subject.text();
        var kind = call.argument() == null ? null : kind(call.argument());
        for (var candidate : ListKind.values()) {
            if (kind == null || kind == candidate) {
                var list = evaluation.environment().namedLists().named(candidate, name);
                if (list != null) {
                    return expanded(list, evaluation);
                }
            }
        }
        throw ExpansionStop.failed(
                "\"" + name + "\" is not a " + (kind == null ? "" : kind.word() + " ") + "named list");
    }

    private static Value expanded(Template list, Evaluation evaluation) {
        return switch (list.expand(evaluation.inside())) {
            case Expansion.Expanded(var value) -> value;
            case Expansion.ForcedFailure(var message) -> throw ExpansionStop.forced(message);
            case Expansion.Failed(var message) -> throw ExpansionStop.failed(message);
        };
    }

    private static ListKind kind(String letter) {
        return Arrays.stream(ListKind.values())
                .filter(kind -> letter.equals(kind.letter()))
                .findFirst()
                .orElseThrow(() -> ExpansionStop.failed("bad suffix on \"list\" operator"));
    }
}
