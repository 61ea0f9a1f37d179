package postern.tls.handshake;

import java.util.Optional;
import postern.tls.pki.Stapler;
import postern.tls.session.TicketKeys;

/// What only some servers do.
///
/// @param certificateWish whether clients are asked for certificates
/// @param stapler has the OCSP responses for our certificates
/// @param tickets whether clients may resume
/// @param newest what there is only in TLS 1.3
/// @param older what only versions up to TLS 1.2 have
/// @param unknownName what becomes of a client that asks for a host that no certificate is for
public record ServerFeatures(
        CertificateWish certificateWish,
        Optional<Tickets> tickets,
        Stapler stapler,
        ServerFeatures13 newest,
        OlderFeatures older,
        UnknownName unknownName) {
    /// With our certificates for whatever name.
    public ServerFeatures(
            CertificateWish certificateWish,
            Optional<Tickets> tickets,
            Stapler stapler,
            ServerFeatures13 newest,
            OlderFeatures older) {
        this(certificateWish, tickets, stapler, newest, older, UnknownName.SERVED);
    }

    /// What becomes of a client that asks for a host that none of our certificates is for (RFC 6066 §3).
    public enum UnknownName {
        /// It is shown another certificate, and may judge.
        SERVED,
        /// It is told `unrecognized_name`.
        REFUSED
    }

    /// Without features of older versions.
    public ServerFeatures(
            CertificateWish certificateWish, Optional<Tickets> tickets, Stapler stapler, ServerFeatures13 newest) {
        this(certificateWish, tickets, stapler, newest, OlderFeatures.NONE);
    }

    /// Usual in TLS 1.3, and without features of older versions.
    public ServerFeatures(CertificateWish certificateWish, Optional<Tickets> tickets, Stapler stapler) {
        this(certificateWish, tickets, stapler, ServerFeatures13.USUAL);
    }

    /// Without OCSP responses.
    public ServerFeatures(CertificateWish certificateWish, Optional<Tickets> tickets) {
        this(certificateWish, tickets, Stapler.none());
    }

    /// Nothing of it.
    public static final ServerFeatures NONE = new ServerFeatures(CertificateWish.NONE, Optional.empty());

    /// How a server lets its clients resume.
    ///
    /// @param keys that seal and open tickets
    /// @param count tickets for each connection
    public record Tickets(TicketKeys keys, int count) {}
}
