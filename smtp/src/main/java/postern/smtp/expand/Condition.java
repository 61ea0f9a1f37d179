package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// A question with the answers yes and no.
sealed interface Condition
        permits Condition.Malformed, Condition.Not, DefCondition, GroupCondition, QuantifiedCondition, TestCondition {
    /// Whether it holds now.
    ///
    /// @throws ExpansionStop if it cannot be said
    boolean holds(Evaluation evaluation);

    /// The first malformed piece in it; null in a well-formed text.
    default @Nullable ExpansionStop malformed() {
        return null;
    }

    /// Checks a condition that need not be asked.
    static void checkSkipped(Condition condition) {
        var malformed = condition.malformed();
        if (malformed != null) {
            throw malformed;
        }
    }

    /// `!condition`
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return !condition.holds(evaluation);
        }

        @Override
        public @Nullable ExpansionStop malformed() {
            return condition.malformed();
        }
    }

    /// Where a condition ceases to be well formed, after some arguments.
    record Malformed(Node arguments) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            arguments.evaluate(evaluation);
            throw new IllegalStateException("nothing malformed in " + arguments);
        }

        @Override
        public @Nullable ExpansionStop malformed() {
            return arguments.malformed();
        }
    }
}
