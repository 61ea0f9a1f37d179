package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition that looks at texts: `eq{a}{b}`.
///
/// @param name as it was written
/// @param test what it does
/// @param arguments the texts
record TestCondition(String name, Test test, List<Node> arguments) implements Condition {
    /// What a condition does with the values of its texts.
    @FunctionalInterface
    interface Test {
        /// The answer.
        ///
        /// @param evaluation the expansion
        /// @param name the condition's name as it was written
        /// @param values the values of the texts
        /// @throws ExpansionStop if there is none
        boolean holds(Evaluation evaluation, String name, List<Value> values);
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        var values = new ArrayList<Value>(arguments.size());
        for (var argument : arguments) {
            var value = argument.evaluate(evaluation);
            if (Comparisons.isNumeric(name)) {
                // What is no number is told before the next text is looked at.
                Numbers.read(value.text());
            }
            values.add(value);
        }
        evaluation.budget().spend(1);
        return test.holds(evaluation, name, values);
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        return Node.firstMalformed(arguments);
    }
}
