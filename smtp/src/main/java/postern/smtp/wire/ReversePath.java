package postern.smtp.wire;

/// What MAIL FROM names: a mailbox, or nobody, for messages that must not be answered (RFC 5321 §4.5.5).
public sealed interface ReversePath permits Mailbox, ReversePath.Nobody {
    /// The empty path `<>`.
    record Nobody() implements ReversePath {
        @Override
        public String toString() {
            return "";
        }
    }

    /// The address without its angle brackets, empty for nobody.
    @Override
    String toString();
}
