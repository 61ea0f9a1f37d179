package postern.tls.handshake;

import java.util.List;
import java.util.Optional;
import postern.tls.pki.Credential;
import postern.tls.session.ClientSession12;
import postern.tls.session.ClientTicket;

/// What only some clients do.
///
/// @param credentials certificates with their keys for servers that ask, the dearest first
/// @param resumption whether the client resumes
/// @param stapling whether the server is asked for OCSP responses
/// @param newest what there is only in TLS 1.3
/// @param older what only versions up to TLS 1.2 have
public record ClientFeatures(
        List<Credential> credentials,
        Resumption resumption,
        Stapling stapling,
        ClientFeatures13 newest,
        OlderFeatures older) {
    /// Without OCSP responses.
    public ClientFeatures(List<Credential> credentials, Resumption resumption) {
        this(credentials, resumption, Stapling.UNWANTED);
    }

    /// Usual in TLS 1.3, and without features of older versions.
    public ClientFeatures(List<Credential> credentials, Resumption resumption, Stapling stapling) {
        this(credentials, resumption, stapling, ClientFeatures13.USUAL);
    }

    /// Without features of older versions.
    public ClientFeatures(
            List<Credential> credentials, Resumption resumption, Stapling stapling, ClientFeatures13 newest) {
        this(credentials, resumption, stapling, newest, OlderFeatures.NONE);
    }

    /// The same, but with this resumption.
    public ClientFeatures with(Resumption other) {
        return new ClientFeatures(credentials, other, stapling, newest, older);
    }

    /// Nothing of it.
    public static final ClientFeatures NONE = new ClientFeatures(List.of(), Resumption.UNWANTED);

    /// Keeps its own copy of the list.
    public ClientFeatures {
        credentials = List.copyOf(credentials);
    }

    /// Whether tickets are kept, and what the connection begins with: a ticket for TLS 1.3, a session for
    /// versions before.
    public record Resumption(Tickets tickets, Optional<ClientTicket> ticket, Optional<ClientSession12> session) {
        /// Without a session of an older version.
        public Resumption(Tickets tickets, Optional<ClientTicket> ticket) {
            this(tickets, ticket, Optional.empty());
        }

        /// Every connection begins anew.
        public static final Resumption UNWANTED = new Resumption(Tickets.DROPPED, Optional.empty(), Optional.empty());
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
