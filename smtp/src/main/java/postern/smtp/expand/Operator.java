package postern.smtp.expand;

import java.util.function.UnaryOperator;

/// What stands between `${` and a colon.
@FunctionalInterface
interface Operator {
    /// Applies it.
    ///
    /// @param evaluation the expansion it belongs to
    /// @param call how it was written
    /// @param subject what it is applied to
    /// @throws ExpansionStop if it cannot be applied to that
    Value apply(Evaluation evaluation, OperatorCall call, Value subject);

    /// One that looks at the subject alone and makes another text of it, as trustworthy as the subject.
    static Operator of(UnaryOperator<String> function) {
        return (evaluation, call, subject) -> subject.derive(function.apply(subject.text()));
    }

    /// One whose result has nothing of the subject's octets left, such as a digest or a number, and is trusted.
    static Operator toTrusted(UnaryOperator<String> function) {
        return (evaluation, call, subject) -> Value.trusted(function.apply(subject.text()));
    }
}
