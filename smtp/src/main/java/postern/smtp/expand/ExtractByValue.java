package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `${extract` whose first argument must be evaluated to know what the others are: after a number come
/// separators, a text and the two branches, after a name only a text and the branches.
///
/// @param arguments everything in braces
/// @param end what follows
record ExtractByValue(List<Node> arguments, Branches.End end) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        var key = arguments.getFirst().evaluate(evaluation);
        int count = Extraction.isNumber(key.text()) ? 3 : 2;
        if (arguments.size() < count) {
            throw ExpansionStop.failed("missing '{' for arg " + (arguments.size() + 1) + " of extract");
        }
        if (arguments.size() > count + 2) {
            throw ExpansionStop.failed("curly-bracket problem in conditional yes/no parsing: did not close with '}'");
        }
        var yes = arguments.size() > count ? arguments.get(count) : null;
        var no = arguments.size() > count + 1 ? arguments.get(count + 1) : null;
        var questions = new ArrayList<Node>();
        questions.add(new Literal(key));
        questions.addAll(arguments.subList(1, count));
        return new Item(new Extraction(Extraction.Form.TEXT), questions, new Branches("extract", yes, no, end))
                .evaluate(evaluation);
    }

    @Override
    public @Nullable ExpansionStop malformed() {
        var inArguments = Node.firstMalformed(arguments);
        return inArguments != null ? inArguments : new Branches("extract", null, null, end).malformed();
    }
}
