package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece after the other.
record Sequence(List<Node> parts) implements Node {
    /// The shortest form of some pieces.
    static Node of(List<Node> parts) {
        return switch (parts.size()) {
            case 0 -> Literal.EMPTY;
            case 1 -> parts.getFirst();
            default -> new Sequence(List.copyOf(parts));
        };
    }

    @Override
    public Value evaluate(Evaluation evaluation) {
        var text = new StringBuilder();
        var taint = Taint.NONE;
        for (var part : parts) {
            var value = part.evaluate(evaluation);
            text.append(value.text());
            taint = taint.and(value.taint());
            evaluation.budget().checkLength(text.length());
        }
        return new Value(text.toString(), taint);
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        return Node.firstMalformed(parts);
    }
}
