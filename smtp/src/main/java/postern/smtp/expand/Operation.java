package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// `${operator:subject}` or `${operator_argument:subject}`.
///
/// @param call the operator and how it was written
/// @param subject what it is applied to
record Operation(OperatorCall call, Node subject) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        var value = subject.evaluate(evaluation);
        evaluation.budget().spend(1L + value.text().length());
        return evaluation.checked(call.operator().apply(evaluation, call, value));
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        return subject.malformed();
    }
}
