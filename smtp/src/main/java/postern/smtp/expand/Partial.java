package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item that ends in the middle: what stands before the malformed place is still evaluated.
///
/// @param parts its arguments so far, the last of them [Broken] or with something broken within
record Partial(List<Node> parts) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        parts.forEach(part -> part.evaluate(evaluation));
        throw new IllegalStateException("no broken part in " + parts);
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        return Node.firstMalformed(parts);
    }
}
