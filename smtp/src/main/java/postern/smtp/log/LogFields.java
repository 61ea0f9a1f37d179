package postern.smtp.log;

import postern.smtp.message.Arrival;
import postern.smtp.message.Proofs;
import postern.smtp.message.Protection;

/// The fields of log lines that tell where something came from, in Exim's order.
public final class LogFields {
    private LogFields() {}

    /// `H=name (helo) [192.0.2.1]:port I=[192.0.2.2]:25`.
    public static String host(Arrival arrival, LogStyle style) {
        var peer = arrival.peer();
        var port = style.shows(LogSelector.INCOMING_PORT) ? ":" + peer.port() : "";
        var local = peer.local()
                .filter(_ -> style.shows(LogSelector.INCOMING_INTERFACE))
                .map(end -> " I=[" + end.address() + "]:" + end.port())
                .orElse("");
        return "H=" + arrival.host() + port + local;
    }

    /// ` X=TLS1.3:… CV=yes DN="…" SNI=…`, with a blank before each; nothing in clear.
    public static String tls(Arrival arrival, LogStyle style) {
        return arrival.protection().map(protection -> tls(protection, style)).orElse("");
    }

    private static String tls(Protection protection, LogStyle style) {
        var text = new StringBuilder();
        var proofs = protection.proofs();
        if (style.shows(LogSelector.TLS_CIPHER)) {
            text.append(" X=").append(protection);
            boolean resumed = proofs.start() == Proofs.Start.RESUMED;
            text.append(resumed && style.shows(LogSelector.TLS_RESUMPTION) ? "*" : "");
        }
        if (style.shows(LogSelector.TLS_CERTIFICATE_VERIFIED) && proofs.check() != Proofs.Check.NOT_ASKED) {
            text.append(" CV=").append(proofs.check() == Proofs.Check.VERIFIED ? "yes" : "no");
        }
        if (style.shows(LogSelector.TLS_PEERDN) && !proofs.peerName().isEmpty()) {
            text.append(" DN=\"")
                    .append(proofs.peerName().replace("\"", "\\\""))
                    .append("\"");
        }
        if (style.shows(LogSelector.TLS_SNI)) {
            protection.serverName().ifPresent(name -> text.append(" SNI=").append(name));
        }
        return text.toString();
    }
}
