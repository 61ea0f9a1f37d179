package postern.smtp.expand;

/// Where a text ceases to be well formed. A template that is to be used has none; `-be` evaluates what stands
/// before it, because Exim, which parses as it goes, would.
///
/// @param message what is wrong, in Exim's words
/// @param at the index of the character
/// @param advice " (did you mean …?)", or nothing
record Broken(String message, int at, String advice) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        throw malformed();
    }

    @Override
    public ExpansionStop malformed() {
        return ExpansionStop.failed(message);
    }
}
