package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// What follows the question of an item: `{yes}{no}`, `{yes}fail`, `{yes}`, or nothing.
///
/// @param item the item's name
/// @param yes the first text; null if there is none
/// @param no the second text; null if there is none
/// @param end what follows
record Branches(String item, @Nullable Node yes, @Nullable Node no, End end) {
    /// Words of a message that only make sense where the failure was asked for.
    static final String AFTER_FAIL = " after forcedfail";

    /// What stands after the last text.
    sealed interface End {}

    /// A closing brace.
    record Closed() implements End {}

    /// The word `fail`, and what is wrong after it, if anything.
    record Fail(@Nullable Broken broken) implements End {}

    /// Something malformed.
    record Malformed(Broken broken) implements End {}

    /// The text that the answer chooses. Without texts, a yes gives `found`, and a no gives nothing.
    ///
    /// @param evaluation the expansion
    /// @param found what the question found, which `$value` holds in the first text; null for the answer no
    Value choose(Evaluation evaluation, @Nullable Value found) {
        var result = chosen(evaluation, found);
        if (end instanceof Malformed(var broken)) {
            throw broken.malformed();
        }
        if (end instanceof Fail(var broken)) {
            if (broken != null) {
                throw found == null
                        ? broken.malformed()
                        : ExpansionStop.failed(broken.message().replace(AFTER_FAIL, ""));
            }
            if (found == null) {
                throw ExpansionStop.forced("\"" + item + "\" failed and \"fail\" requested");
            }
        }
        return result;
    }

    private Value chosen(Evaluation evaluation, @Nullable Value found) {
        if (yes == null) {
            return found == null ? Value.EMPTY : found;
        }
        if (found == null) {
            check(yes);
            return no == null ? Value.EMPTY : no.evaluate(evaluation);
        }
        var value = yes.evaluate(evaluation);
        if (no != null) {
            check(no);
        }
        return value;
    }

    /// A text that is not chosen must be well formed all the same.
    private static void check(Node skipped) {
        var malformed = skipped.malformed();
        if (malformed != null) {
            throw malformed;
        }
    }

    @Nullable
    ExpansionStop malformed() {
        var inYes = yes == null ? null : yes.malformed();
        if (inYes != null) {
            return inYes;
        }
        var inNo = no == null ? null : no.malformed();
        if (inNo != null) {
            return inNo;
        }
        return switch (end) {
            case Malformed(var broken) -> broken.malformed();
            case Fail(var broken) when broken != null -> broken.malformed();
            default -> null;
        };
    }
}
