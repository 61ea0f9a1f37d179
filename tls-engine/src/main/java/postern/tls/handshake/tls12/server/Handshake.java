package postern.tls.handshake.tls12.server;

import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.tls12.Agreed;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this server
/// @param agreed what the hellos settled
public record Handshake(ServerSettings settings, Agreed agreed) {}
