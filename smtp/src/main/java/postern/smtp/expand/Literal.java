package postern.smtp.expand;

/// Text that stands for itself.
record Literal(Value value) implements Node {
    static final Literal EMPTY = new Literal(Value.EMPTY);

    @Override
    public Value evaluate(Evaluation evaluation) {
        return value;
    }
}
