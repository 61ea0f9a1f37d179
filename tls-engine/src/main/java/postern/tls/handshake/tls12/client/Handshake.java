package postern.tls.handshake.tls12.client;

import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Offer;
import postern.tls.handshake.tls12.Agreed;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this client
/// @param offer the hello that the server answered
/// @param agreed what the hellos settled
public record Handshake(ClientSettings settings, Offer offer, Agreed agreed) {}
