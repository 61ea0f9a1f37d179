package postern.tls.handshake;

import java.util.List;
import java.util.Optional;
import postern.tls.pki.Credential;
import postern.tls.session.ClientTicket;

/// What only some clients do.
///
/// @param credentials certificates with their keys for servers that ask, the dearest first
/// @param resumption whether the client resumes
/// @param stapling whether the server is asked for OCSP responses
/// @param newest what there is only in TLS 1.3
public record ClientFeatures(
        List<Credential> credentials, Resumption resumption, Stapling stapling, ClientFeatures13 newest) {
    /// Without OCSP responses.
    public ClientFeatures(List<Credential> credentials, Resumption resumption) {
        this(credentials, resumption, Stapling.UNWANTED, ClientFeatures13.USUAL);
    }

    /// Usual in TLS 1.3.
    public ClientFeatures(List<Credential> credentials, Resumption resumption, Stapling stapling) {
        this(credentials, resumption, stapling, ClientFeatures13.USUAL);
    }

    /// Nothing of it.
    public static final ClientFeatures NONE = new ClientFeatures(List.of(), Resumption.UNWANTED);

    /// Keeps its own copy of the list.
    public ClientFeatures {
        credentials = List.copyOf(credentials);
    }

    /// Whether tickets are kept, and the one that the connection begins with.
    public record Resumption(Tickets tickets, Optional<ClientTicket> ticket) {
        /// Every connection begins anew.
        public static final Resumption UNWANTED = new Resumption(Tickets.DROPPED, Optional.empty());
    }

    /// Whether the server shall show OCSP responses beside its certificates.
    public enum Stapling {
        WANTED,
        UNWANTED
    }

    /// What happens to the tickets of a server.
    public enum Tickets {
        KEPT,
        DROPPED
    }
}
