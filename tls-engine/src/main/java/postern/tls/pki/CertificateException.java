package postern.tls.pki;

/// A certificate, or every path from it to a trust anchor, was refused. The message is a sentence for the
/// postmaster; the [CertificateProblem] is for the handshake, which owes the peer an alert.
public class CertificateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final CertificateProblem problem;
    private final String sentence;

    /// A refusal that needs no more words than the problem's own.
    public CertificateException(CertificateProblem problem) {
        this(problem, problem.words());
    }

    /// A refusal with the particulars of the case: whose certificate, which date, which name.
    public CertificateException(CertificateProblem problem, String sentence) {
        super(sentence);
        this.problem = problem;
        this.sentence = sentence;
    }

    /// A refusal caused by what a parser found.
    public CertificateException(CertificateProblem problem, String sentence, Throwable cause) {
        super(sentence, cause);
        this.problem = problem;
        this.sentence = sentence;
    }

    /// What is wrong, for people.
    @Override
    public String getMessage() {
        return sentence;
    }

    /// The reason.
    public CertificateProblem problem() {
        return problem;
    }
}
