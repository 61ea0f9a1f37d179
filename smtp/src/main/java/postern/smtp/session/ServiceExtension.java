package postern.smtp.session;

/// The service extensions that a server may offer (RFC 5321 §2.2), in the order in which EHLO names them.
public enum ServiceExtension {
    /// RFC 1870: the size of a message is declared before it is sent.
    SIZE("SIZE"),
    /// RFC 6152: octets above 127 in the text.
    EIGHT_BIT_MIME("8BITMIME"),
    /// RFC 2920: commands without waiting for answers.
    PIPELINING("PIPELINING"),
    /// RFC 3030: BDAT.
    CHUNKING("CHUNKING"),
    /// RFC 3207.
    STARTTLS("STARTTLS");

    private final String keyword;

    ServiceExtension(String keyword) {
        this.keyword = keyword;
    }

    /// The word of the EHLO reply.
    String keyword() {
        return keyword;
    }
}
