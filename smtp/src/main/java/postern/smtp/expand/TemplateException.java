package postern.smtp.expand;

/// A text that is not well formed. The message says where it stands, what is wrong in Exim's words, at which
/// character, and which known name is near.
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    TemplateException(Origin origin, Broken broken) {
        super(origin + ": " + broken.message() + " (at character " + (broken.at() + 1) + ")" + broken.advice());
        this.problem = broken.message();
    }

    /// What is wrong, in Exim's words alone.
    public String problem() {
        return problem;
    }
}
