package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item of arguments in braces, such as `${sg{subject}{pattern}{replacement}}` or
/// `${lookup{key}lsearch{file}{yes}{no}}`.
///
/// @param rule what it does
/// @param arguments the texts in braces
/// @param branches the texts between which the outcome chooses; null for an item that only gives a value
record Item(Rule rule, List<Node> arguments, @Nullable Branches branches) implements Node {
    /// What an item does with the values of its arguments.
    @FunctionalInterface
    interface Rule {
        /// Its value; null for "no", where the item has branches.
        ///
        /// @throws ExpansionStop if it has neither
        @Nullable
        Value apply(Evaluation evaluation, List<Value> arguments);
    }

    @Override
    public Value evaluate(Evaluation evaluation) {
        var values = new ArrayList<Value>(arguments.size());
        for (var argument : arguments) {
            values.add(argument.evaluate(evaluation));
        }
        evaluation.budget().spend(1);
        var captures = evaluation.captures();
        var found = evaluation.found();
        try {
            var value = rule.apply(evaluation, values);
            return evaluation.checked(result(evaluation, value));
        } finally {
            evaluation.setFound(found);
            evaluation.restoreCaptures(captures);
        }
    }

    /// `$value` is what was found within the first text, and what it was before within the second.
    private Value result(Evaluation evaluation, @Nullable Value value) {
        if (branches == null) {
            return value == null ? Value.EMPTY : value;
        }
        if (value != null) {
            evaluation.setFound(value);
        }
        return branches.choose(evaluation, value);
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var inArguments = Node.firstMalformed(arguments);
        return inArguments != null || branches == null ? inArguments : branches.malformed();
    }
}
