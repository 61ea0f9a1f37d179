package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// `${if condition{yes}{no}}`. What a condition sets, `$1` of a `match`, lasts until the end of the item.
record IfItem(Condition condition, Branches branches) implements Node {
    private static final Value TRUE = Value.trusted("true");

    @Override
    public Value evaluate(Evaluation evaluation) {
        var captures = evaluation.captures();
        var found = evaluation.found();
        try {
            boolean holds = condition.holds(evaluation);
            return branches.choose(evaluation, holds ? TRUE : null);
        } finally {
            evaluation.setFound(found);
            evaluation.restoreCaptures(captures);
        }
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var inCondition = condition.malformed();
        return inCondition != null ? inCondition : branches.malformed();
    }
}
