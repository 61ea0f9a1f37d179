package postern.tls.handshake;

/// One result of a negotiation with its reason, for the trace: a teacher asks "why this suite?".
///
/// @param subject what was chosen: `cipher suite`
/// @param why the reason, as a clause that follows "because": `it is the first of ours that the client offers`
public record Choice<T>(String subject, T chosen, String why) {
    @Override
    public String toString() {
        return subject + " " + chosen + ": " + why;
    }
}
