package postern.smtp.expand;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `and{{a}{b}}` and `or{{a}{b}}`, which ask no further once the answer is certain.
///
/// @param name `and` or `or`
/// @param members the conditions
/// @param end what is wrong after the last of them; null if nothing
record GroupCondition(
        String name, List<Condition> members, @Nullable Broken end) implements Condition {
    @Override
    public boolean holds(Evaluation evaluation) {
        boolean decisive = "or".equals(name);
        boolean decided = false;
        for (var member : members) {
            try {
                if (decided) {
                    Condition.checkSkipped(member);
                } else {
                    decided = member.holds(evaluation) == decisive;
                }
            } catch (ExpansionStop stop) {
                throw stop.appending(where());
            }
        }
        if (end != null) {
            throw end.malformed();
        }
        return decided == decisive;
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var inMembers = members.stream()
                .map(Condition::malformed)
                .filter(Objects::nonNull)
                .findFirst();
        if (inMembers.isPresent()) {
            return inMembers.get().appending(where());
        }
        return end == null ? null : end.malformed();
    }

    private String where() {
        return " inside \"" + name + "{...}\" condition";
    }
}
