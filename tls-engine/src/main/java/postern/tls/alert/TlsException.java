package postern.tls.alert;

/// The peer broke a rule, or we cannot go on. Thrown where the clause is enforced, caught in one place: the engine,
/// which sends [Violation#alert()] and closes.
///
/// The message is for the operator's log: the words of the violation, the detail of this case, the clause. A detail
/// holds what was on the wire or in the configuration, never a secret.
public class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Violation violation;

    /// A refusal whose name says all.
    public TlsException(Violation violation) {
        super(text(violation, ""));
        this.violation = violation;
    }

    /// A refusal with what was found in this case: `"group 0x6a6a"`.
    public TlsException(Violation violation, String detail) {
        super(text(violation, detail));
        this.violation = violation;
    }

    /// A refusal because something below us refused: a certificate verifier, a curve.
    public TlsException(Violation violation, String detail, Throwable cause) {
        super(text(violation, detail), cause);
        this.violation = violation;
    }

    /// Which rule.
    public Violation violation() {
        return violation;
    }

    /// Words, detail, clause.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String text(Violation violation, String detail) {
        var found = detail.isEmpty() ? "" : ": " + detail;
        return violation.words() + found + " [" + violation.clause() + "]";
    }
}
