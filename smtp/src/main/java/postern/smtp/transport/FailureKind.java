package postern.smtp.transport;

import java.util.Locale;

/// Why something did not work for the time being, in the words of Exim's retry rules.
public enum FailureKind {
    /// Nobody listens there.
    REFUSED("refused"),
    /// No connection in time.
    TIMEOUT_CONNECT("timeout_connect"),
    /// A connection, and then no answer in time.
    TIMEOUT("timeout"),
    /// A connection that ended in the middle.
    LOST_CONNECTION("lost_connection"),
    /// TLS was required, and there was none.
    TLS_REQUIRED("tls_required"),
    /// A 4yz reply to MAIL, or to what comes before.
    MAIL_4XX("mail_4xx"),
    /// A 4yz reply to RCPT.
    RCPT_4XX("rcpt_4xx"),
    /// A 4yz reply to DATA, or to the text.
    DATA_4XX("data_4xx"),
    /// The DNS gave no answer.
    LOOKUP("lookup"),
    /// The mailbox is full, or the disk.
    QUOTA("quota"),
    /// Anything else.
    OTHER("other");

    private final String word;

    FailureKind(String word) {
        this.word = word;
    }

    /// Whether a retry rule that names this error means it: `timeout` means both, and `rcpt_452` or `rcpt_4xx` a
    /// reply to RCPT.
    public boolean isNamed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return switch (this) {
            case TIMEOUT_CONNECT -> lower.startsWith("timeout_connect") || lower.equals("timeout");
            case REFUSED -> lower.startsWith("refused");
            case RCPT_4XX, MAIL_4XX, DATA_4XX -> lower.startsWith(word.substring(0, 6));
            default -> lower.equals(word) || lower.startsWith(word + "_");
        };
    }
}
