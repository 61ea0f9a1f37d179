package postern.tls.handshake;

import java.time.InstantSource;
import postern.crypto.random.RandomSource;
import postern.tls.pki.PeerVerifier;

/// What a handshake takes from outside. All of it is passed in, so a handshake can be replayed to the octet.
///
/// @param random shared between connections
/// @param clock read once a connection, when certificates are judged
/// @param verifier decides whether the peer is whom we want
public record Surroundings(RandomSource random, InstantSource clock, PeerVerifier verifier) {}
