package postern.tls.handshake.tls12.client;

import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Offer;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.message.ServerHello;
import postern.tls.message.StatusPromise;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this client
/// @param offer the hello that the server answered
/// @param agreed what the hellos settled
/// @param hello that answer
public record Handshake(ClientSettings settings, Offer offer, Agreed agreed, ServerHello hello) {
    /// Whether a CertificateStatus may follow the Certificate (RFC 6066 §8).
    boolean statusPromised() {
        return hello.extensions().find(StatusPromise.class).isPresent();
    }
}
