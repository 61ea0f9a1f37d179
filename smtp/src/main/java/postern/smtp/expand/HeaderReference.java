package postern.smtp.expand;

/// `$header_subject:` and its like. A header that is not there expands to nothing.
record HeaderReference(HeaderForm form, String name) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        return evaluation.header(form, name);
    }
}
