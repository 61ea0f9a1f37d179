package postern.smtp.message;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postern.smtp.wire.ReversePath;

/// The trace field that a server puts before every message it takes (RFC 5321 §4.4), laid out as Exim does.
///
/// @param by the name of this host
public record ReceivedHeader(String by, Arrival arrival, Envelope envelope, MessageId id) {
    /// RFC 5322 §3.3.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /// The field's lines, each with CR LF. The recipient is named only if there is one alone: the others must not
    /// learn of each other (RFC 5321 §7.6).
    public String render(ZonedDateTime when) {
        var text = new StringBuilder("Received: from [")
                .append(arrival.peer().address())
                .append("]");
        arrival.greeting()
                .ifPresent(g -> text.append(" (helo=").append(g.name()).append(")"));
        text.append("\r\n\tby ").append(by).append(" with ").append(arrival.protocol());
        arrival.protection().ifPresent(p -> text.append(" (").append(p).append(")"));
        text.append("\r\n\t(Postern)");
        if (!(envelope.sender() instanceof ReversePath.Nobody)) {
            text.append("\r\n\t(envelope-from <").append(envelope.sender()).append(">)");
        }
        text.append("\r\n\tid ").append(id);
        if (envelope.recipients().size() == 1) {
            text.append("\r\n\tfor ").append(envelope.recipients().getFirst());
        }
        return text.append(";\r\n\t").append(DATE.format(when)).append("\r\n").toString();
    }
}
