package postern.smtp.log;

import java.util.List;
import java.util.Optional;
import postern.smtp.message.Arrival;

/// What a `<=` line tells of a message.
///
/// @param chunking whether the message came by BDAT
/// @param size in octets, as stored, with the Received field
/// @param messageId what its Message-ID field says
/// @param more what is told only when asked for
public record AcceptedLine(
        Arrival arrival, Transfer chunking, long size, Optional<String> messageId, Optional<More> more) {
    /// The command that brought a message.
    public enum Transfer {
        /// DATA.
        DATA,
        /// BDAT.
        BDAT
    }

    /// Fields at the end of the line.
    ///
    /// @param protocol the name in `P=` if it is another than the arrival's
    public record More(Optional<String> subject, String sender, List<String> recipients, Optional<String> protocol) {
        /// Copies the list.
        public More {
            recipients = List.copyOf(recipients);
        }

        private String render(LogStyle style) {
            var text = new StringBuilder();
            if (style.shows(LogSelector.SUBJECT)) {
                subject.ifPresent(words -> text.append(" T=\"")
                        .append(words.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\""));
            }
            if (style.shows(LogSelector.RECEIVED_SENDER)) {
                text.append(" from <").append(sender).append(">");
            }
            if (style.shows(LogSelector.RECEIVED_RECIPIENTS)) {
                text.append(" for");
                recipients.forEach(recipient -> text.append(" ").append(recipient));
            }
            return text.toString();
        }
    }

    /// A line without what has to be asked for.
    public AcceptedLine(Arrival arrival, Transfer chunking, long size, Optional<String> messageId) {
        this(arrival, chunking, size, messageId, Optional.empty());
    }

    /// The fields in Exim's order, with a blank before each.
    String render(LogStyle style) {
        var text = new StringBuilder(" ").append(LogFields.host(arrival, style));
        text.append(" P=").append(more.flatMap(More::protocol).orElseGet(arrival::protocol));
        text.append(LogFields.tls(arrival, style));
        text.append(chunking == Transfer.BDAT ? " K" : "").append(" S=").append(size);
        messageId
                .filter(_ -> style.shows(LogSelector.MSG_ID))
                .ifPresent(id -> text.append(" id=").append(id));
        more.ifPresent(asked -> text.append(asked.render(style)));
        return text.toString();
    }

    /// The fields that are told if nobody says otherwise.
    @Override
    public String toString() {
        return render(LogStyle.USUAL);
    }
}
