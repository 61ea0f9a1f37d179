package postern.smtp.expand;

/// `def:name`: whether a variable has any octets, or a header line is there.
///
/// @param reference the variable or the header
record DefCondition(Node reference) implements Condition {
    @Override
    public boolean holds(Evaluation evaluation) {
        return switch (reference) {
            case Variable(var name) -> evaluation.isDefined(name);
            case HeaderReference(var form, var name) -> evaluation.hasHeader(form, name);
            default -> throw new IllegalStateException("def: of " + reference);
        };
    }
}
