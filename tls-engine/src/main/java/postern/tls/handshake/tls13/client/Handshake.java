package postern.tls.handshake.tls13.client;

import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Offer;
import postern.tls.handshake.tls13.HandshakeKeys;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this client
/// @param offer the hello that the server answered
/// @param keys of this handshake
public record Handshake(ClientSettings settings, Offer offer, HandshakeKeys keys) {}
