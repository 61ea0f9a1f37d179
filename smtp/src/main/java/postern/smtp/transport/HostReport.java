package postern.smtp.transport;

import java.util.Locale;
import java.util.Optional;
import postern.smtp.route.MailHost;

/// Over what a recipient was delivered, in the fields of a log line.
///
/// @param use whether the connection had served before
/// @param channel what protected it; empty in clear
public record HostReport(MailHost host, Use use, Optional<Channel> channel) {
    /// Whether a connection is new.
    public enum Use {
        /// Opened for this message.
        NEW,
        /// Kept from another one: `*` in the log.
        CONTINUED
    }

    /// TLS, as `X=`, `CV=` and `DN=` show it.
    ///
    /// @param cipher as `TLS1.3:TLS_AES_256_GCM_SHA384:256`
    /// @param verified whether the server's certificate was
    /// @param peerName the subject of the server's certificate, if it had one
    public record Channel(String cipher, Verified verified, Optional<String> peerName) {}

    /// `CV=`.
    public enum Verified {
        /// `yes`: a chain to somebody trusted, for this host.
        YES,
        /// `no`.
        NO,
        /// `dane`: by a TLSA record.
        DANE
    }

    /// ` H=name [address] X=… CV=yes`.
    @Override
    public String toString() {
        return " H=" + host + (use == Use.CONTINUED ? "*" : "")
                + channel.map(tls -> " X=" + tls.cipher() + " CV="
                                + tls.verified().name().toLowerCase(Locale.ROOT)
                                + tls.peerName()
                                        .map(name -> " DN=\"" + name + "\"")
                                        .orElse(""))
                        .orElse("");
    }
}
