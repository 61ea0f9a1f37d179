package postern.smtp.expand;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A piece of a parsed text.
sealed interface Node
        permits Broken,
                CertificateOperation,
                ExtractByValue,
                HeaderReference,
                IfItem,
                Item,
                Iteration,
                Literal,
                Operation,
                Partial,
                Sequence,
                SortItem,
                Variable {
    /// Its value now.
    ///
    /// @throws ExpansionStop if there is none
    Value evaluate(Evaluation evaluation);

    /// The first malformed piece in it, which fails an expansion even where it is skipped; null in a
    /// well-formed text.
    default @Nullable ExpansionStop malformed() {
        return null;
    }

    /// The first malformed piece in some.
    static @Nullable ExpansionStop firstMalformed(List<? extends Node> nodes) {
        return nodes.stream()
                .map(Node::malformed)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
