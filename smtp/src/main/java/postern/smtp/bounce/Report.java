package postern.smtp.bounce;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.crypto.bytes.Bytes;
import postern.smtp.message.MessageId;
import postern.smtp.wire.Mailbox;

/// Tells a sender what became of a message, in words for people and in lines for programs (RFC 3462, RFC 3464).
/// It is sent from nobody, so that nobody answers it.
///
/// @param kind failed for good, or late
/// @param about the message
/// @param recipients of it who are concerned, at least one
/// @param original what of the message is shown, with LF at the ends of lines
public record Report(Kind kind, Subject about, List<Concerned> recipients, Original original) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /// RFC 3463, as servers put it into their replies.
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /// A server's reply within our words about it.
    private static final Pattern REPLY = Pattern.compile("\\b([45]\\d\\d[ -].*)", Pattern.DOTALL);

    /// Copies the list.
    public Report {
        recipients = List.copyOf(recipients);
    }

    /// What is reported.
    public enum Kind {
        /// No more attempts will be made.
        FAILED,
        /// Attempts go on.
        DELAYED
    }

    /// A message and where it is.
    ///
    /// @param host that reports
    /// @param sender of the message, who gets the report
    /// @param received when it was accepted
    public record Subject(MessageId id, String host, Mailbox sender, ZonedDateTime received) {}

    /// A recipient with the reason.
    ///
    /// @param remote the server that gave it
    public record Concerned(String address, String words, Optional<String> remote) {}

    /// What is shown of the message.
    public record Original(Extent extent, Bytes text) {
        /// Whether that is all.
        public enum Extent {
            /// The whole message.
            WHOLE,
            /// Its header only.
            HEADER
        }
    }

    /// The report as a message, with LF at the ends of lines.
    ///
    /// @param id its own
    public Bytes render(MessageId id, ZonedDateTime now) {
        var boundary = id + "/" + about.host();
        var eightBit = hasHighOctets() ? "8bit" : "7bit";
        var text = header(id, now, boundary)
                + "\nThis is a report in parts for people and for programs (RFC 3462).\n"
                + part(boundary, "text/plain; charset=us-ascii")
                + words(now)
                + part(boundary, "message/delivery-status")
                + status()
                + part(
                        boundary,
                        (original.extent() == Original.Extent.WHOLE ? "message/rfc822" : "text/rfc822-headers")
                                + "\nContent-Transfer-Encoding: " + eightBit)
                + original.text().toText(StandardCharsets.ISO_8859_1)
                + "\n--" + boundary + "--\n";
        return Bytes.adopt(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String header(MessageId id, ZonedDateTime now, String boundary) {
        var subject = kind == Kind.FAILED
                ? "Mail delivery failed: returning message to sender"
                : "Warning: message " + about.id() + " delayed";
        var failed = kind == Kind.FAILED
                ? "X-Failed-Recipients: "
                        + String.join(
                                ",\n  ",
                                recipients.stream().map(Concerned::address).toList())
                        + "\n"
                : "";
        return failed + "Auto-Submitted: auto-replied\n"
                + "From: Mail Delivery System <Mailer-Daemon@" + about.host() + ">\n"
                + "To: " + about.sender() + "\n"
                + "Content-Type: multipart/report; report-type=delivery-status;\n boundary=\"" + boundary + "\"\n"
                + "MIME-Version: 1.0\n"
                + "Subject: " + subject + "\n"
                + "Message-Id: <E" + id + "@" + about.host() + ">\n"
                + "Date: " + DATE.format(now) + "\n";
    }

    private String words(ZonedDateTime now) {
        var text = new StringBuilder("This message was created automatically by mail delivery software.\n\n");
        if (kind == Kind.FAILED) {
            text.append("A message that you sent could not be delivered to one or more of its\n")
                    .append("recipients, and no further attempt will be made. These addresses failed:\n");
        } else {
            text.append("A message that you sent has not yet been delivered to one or more of its\n")
                    .append("recipients after ")
                    .append(Duration.between(about.received(), now).toHours())
                    .append(" hours. Attempts will go on; nothing is expected of you.\nThese addresses wait:\n");
        }
        for (var each : recipients) {
            text.append("\n  ")
                    .append(each.address())
                    .append("\n    ")
                    .append(printable(each.words()))
                    .append('\n');
        }
        return text.toString();
    }

    /// RFC 3464 §2.1: lines about the message, then lines about each recipient, empty lines between.
    private String status() {
        var text = new StringBuilder(
                "Reporting-MTA: dns; " + about.host() + "\nArrival-Date: " + DATE.format(about.received()) + "\n");
        for (var each : recipients) {
            text.append("\nAction: ")
                    .append(kind == Kind.FAILED ? "failed" : "delayed")
                    .append("\nFinal-Recipient: rfc822;")
                    .append(each.address())
                    .append("\nStatus: ")
                    .append(code(each.words()))
                    .append('\n');
            each.remote()
                    .ifPresent(host ->
                            text.append("Remote-MTA: dns; ").append(host).append('\n'));
            var reply = REPLY.matcher(each.words());
            if (each.remote().isPresent() && reply.find()) {
                text.append("Diagnostic-Code: smtp; ")
                        .append(printable(reply.group(1)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String code(String words) {
        var match = STATUS.matcher(words);
        var general = kind == Kind.FAILED ? "5.0.0" : "4.0.0";
        return match.find() && match.group(1).charAt(0) == general.charAt(0) ? match.group(1) : general;
    }

    /// What a server said must not begin a line of its own.
    private static String printable(String words) {
        return words.replaceAll("[^ -~]+", " ");
    }

    private boolean hasHighOctets() {
        for (int i = 0; i < original.text().length(); i++) {
            if (original.text().at(i) > 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static String part(String boundary, String type) {
        return "\n--" + boundary + "\nContent-type: " + type + "\n\n";
    }
}
