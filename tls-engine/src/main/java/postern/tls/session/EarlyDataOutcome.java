package postern.tls.session;

/// What became of early data, and why (RFC 9846 §4.3.10). A client whose data was refused has to send it again.
public enum EarlyDataOutcome {
    /// The client offered none.
    NOT_OFFERED("the client offered none"),
    /// It was taken: it came from somebody who has the ticket's key, and may have come before, elsewhere.
    ACCEPTED("the offer was taken"),
    /// This server takes none.
    DISABLED("this server takes none"),
    /// A full handshake was made.
    SESSION_NOT_RESUMED("the session is not resumed"),
    /// The key that was chosen is not the first, or its ticket allows none.
    TICKET_ALLOWS_NONE("the ticket allows none"),
    /// The suite is another one than the ticket's.
    OTHER_SUITE("another suite was chosen"),
    /// The application protocol is another one than the ticket's.
    OTHER_PROTOCOL("another application protocol was chosen"),
    /// A HelloRetryRequest came between.
    RETRIED("there was a HelloRetryRequest"),
    /// The hello has been under way for too long: it may have been held back to be sent again.
    STALE("the ticket's age is not what the client says"),
    /// The hello was seen before, or too many were seen to be sure.
    REPLAYED("the hello may have been seen before"),
    /// The server gave no reason.
    PEER_DECLINED("the server declined");

    private final String words;

    EarlyDataOutcome(String words) {
        this.words = words;
    }

    /// As a clause that follows "because".
    public String words() {
        return words;
    }
}
