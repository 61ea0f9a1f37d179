package postern.smtp.expand;

/// `$name`, `${name}`, `$1`.
record Variable(String name) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        return evaluation.variable(name);
    }
}
