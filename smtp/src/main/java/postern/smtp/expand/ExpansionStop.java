package postern.smtp.expand;

/// Ends an expansion from within. It never leaves this package's entrances, which turn it into an [Expansion],
/// except into a lookup or a list that the expansion called, which let it pass.
public final class ExpansionStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Whether the text asked for it.
    enum Kind {
        FORCED,
        FAILED
    }

    private final Kind kind;
    private final String reason;

    private ExpansionStop(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
        this.reason = reason;
    }

    /// Something went wrong.
    public static ExpansionStop failed(String reason) {
        return new ExpansionStop(Kind.FAILED, reason);
    }

    /// The word `fail` was met.
    static ExpansionStop forced(String reason) {
        return new ExpansionStop(Kind.FORCED, reason);
    }

    /// The same with more words.
    ExpansionStop appending(String words) {
        return new ExpansionStop(kind, reason + words);
    }

    /// The same with words around it.
    ExpansionStop reworded(String words) {
        return new ExpansionStop(kind, words);
    }

    String reason() {
        return reason;
    }

    /// The outcome it stands for.
    public Expansion outcome() {
        return kind == Kind.FORCED ? new Expansion.ForcedFailure(reason) : new Expansion.Failed(reason);
    }
}
