package postern.tls.policy;

import java.io.Serial;

/// A policy string was refused, in the words of the tool whose language it is.
public final class PolicyException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    /// What is wrong.
    public enum Reason {
        /// OpenSSL: something that is no word where a word has to be, or no known command after `@`.
        INVALID_COMMAND("invalid command"),
        /// OpenSSL: nothing is left.
        NO_CIPHER_MATCH("no cipher match"),
        /// GnuTLS: a word that it does not know.
        SYNTAX("Syntax error"),
        /// GnuTLS: nothing is left.
        NO_PRIORITIES("No or insufficient priorities were set.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /// The tool's words for it.
        public String text() {
            return text;
        }
    }

    private final Reason reason;
    private final int position;
    private final int count;

    /// A refusal.
    ///
    /// @param position the index of the character that the tool would point at
    /// @param count how often the tool says so
    public PolicyException(Reason reason, int position, int count) {
        super(reason.text() + " at " + position);
        this.reason = reason;
        this.position = position;
        this.count = count;
    }

    /// What is wrong.
    public Reason reason() {
        return reason;
    }

    /// The index of the character that the tool points at.
    public int position() {
        return position;
    }

    /// How often the tool says so: OpenSSL goes on after an unknown command.
    public int count() {
        return count;
    }
}
