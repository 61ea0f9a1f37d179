package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `forany{list}{condition}` and `forall`, with `$item` as the member.
///
/// @param name as it was written
/// @param list the list
/// @param condition what each or any member must fulfil
record QuantifiedCondition(String name, Node list, Condition condition) implements Condition {
    @Override
    public boolean holds(Evaluation evaluation) {
        var members = members(list.evaluate(evaluation), evaluation);
        var inCondition = condition.malformed();
        if (inCondition != null) {
            throw inCondition.appending(where());
        }
        boolean any = name.startsWith("forany");
        boolean answer = !any && !members.isEmpty();
        var saved = evaluation.item();
        try {
            for (var member : members) {
                evaluation.setItem(member);
                if (holdsFor(evaluation) == any) {
                    answer = any;
                    break;
                }
            }
        } finally {
            evaluation.setItem(saved);
        }
        return answer;
    }

    private List<Value> members(Value value, Evaluation evaluation) {
        if (name.endsWith("_json")) {
            return Json.elements(value, Json.Strings.QUOTED, evaluation);
        }
        if (name.endsWith("_jsons")) {
            return Json.elements(value, Json.Strings.UNWRAPPED, evaluation);
        }
        return SeparatedList.of(value).items();
    }

    private boolean holdsFor(Evaluation evaluation) {
        evaluation.budget().spend(1);
        try {
            return condition.holds(evaluation);
        } catch (ExpansionStop stop) {
            throw stop.appending(where());
        }
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var inList = list.malformed();
        if (inList != null) {
            return inList;
        }
        var inCondition = condition.malformed();
        return inCondition == null ? null : inCondition.appending(where());
    }

    private String where() {
        return " inside \"" + name + "\" condition";
    }
}
