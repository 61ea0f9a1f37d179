package postern.smtp.wire;

/// What RCPT TO names: a mailbox, or the postmaster of whatever host this is (RFC 5321 §4.5.1).
public sealed interface ForwardPath permits Mailbox, ForwardPath.Postmaster {
    /// `<Postmaster>` without a domain, in any case.
    record Postmaster() implements ForwardPath {
        @Override
        public String toString() {
            return "postmaster";
        }
    }

    /// The address without its angle brackets.
    @Override
    String toString();
}
