package postern.smtp.transport;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postern.smtp.message.MessageId;
import postern.smtp.route.MailHost;
import postern.smtp.transport.HostReport.Channel;

/// Why a message left as it did, or did not: one for each attempt at a host.
///
/// @param how the result
/// @param why in words
public record TlsDecision(Instant at, MessageId id, MailHost host, How how, String why, Optional<Channel> channel) {
    /// How a message left.
    public enum How {
        /// Encrypted, to a server that proved who it is.
        VERIFIED,
        /// Encrypted, to whoever answered.
        UNVERIFIED,
        /// In clear.
        CLEAR,
        /// Not at all.
        REFUSED
    }

    /// One line of JSON (RFC 8259).
    public String toJson() {
        var members = new LinkedHashMap<String, String>();
        members.put("time", at.toString());
        members.put("id", id.text());
        members.put("host", host.name());
        members.put("address", host.address());
        members.put("port", Integer.toString(host.port()));
        members.put("tls", how.name().toLowerCase(Locale.ROOT));
        members.put("why", why);
        channel.ifPresent(agreed -> {
            members.put("cipher", agreed.cipher());
            agreed.peerName().ifPresent(name -> members.put("peer", name));
        });
        return members.entrySet().stream()
                .map(member -> quote(member.getKey()) + ":" + value(member))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Map.Entry<String, String> member) {
        return member.getKey().equals("port") ? member.getValue() : quote(member.getValue());
    }

    /// Whatever is no plain ASCII goes as an escape (§7).
    private static String quote(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
