package postern.tls.cli;

import java.util.ArrayList;
import java.util.List;
import postern.tls.TlsSession;
import postern.tls.session.EarlyDataOutcome;

/// A session in words: lines `Name: value`, for a person to read and a script to search.
public final class SessionText {
    private SessionText() {}

    /// What was agreed. Names that came from the peer are printed with nothing but printable ASCII in them.
    public static List<String> lines(TlsSession session) {
        var lines = new ArrayList<String>();
        lines.add("Protocol: " + session.version().displayName());
        lines.add("Cipher: " + session.cipherSuite().openSslName());
        lines.add("Cipher-IANA: " + session.cipherSuite().ianaName());
        lines.add("Bits: " + session.cipherSuite().bits());
        lines.add("Resumed: " + (session.isResumed() ? "yes" : "no"));
        if (session.earlyData() != EarlyDataOutcome.NOT_OFFERED) {
            boolean taken = session.earlyData() == EarlyDataOutcome.ACCEPTED;
            lines.add("Early-Data: "
                    + (taken ? "accepted" : "refused, " + session.earlyData().words()));
        }
        session.group().ifPresent(group -> lines.add("Group: " + group.displayName()));
        session.signatureScheme().ifPresent(scheme -> lines.add("Signature: " + scheme.ianaName()));
        session.clientSignatureScheme().ifPresent(scheme -> lines.add("Client-Signature: " + scheme.ianaName()));
        session.serverName().ifPresent(name -> lines.add("SNI: " + printable(name)));
        session.alpn().ifPresent(name -> lines.add("ALPN: " + printable(name)));
        for (var certificate : session.peerCertificates()) {
            lines.add("Peer-Certificate: " + printable(certificate.subject().toString()));
        }
        if (!session.peerCertificates().isEmpty()) {
            lines.add("Peer-Verified: " + (session.isPeerVerified() ? "yes" : "no"));
        }
        return List.copyOf(lines);
    }

    /// Text of the peer's without anything that a terminal would act on.
    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
