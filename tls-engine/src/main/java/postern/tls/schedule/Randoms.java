package postern.tls.schedule;

import postern.crypto.bytes.Bytes;

/// The random values of the two hello messages, 32 octets each (RFC 5246 §7.4.1.2).
public record Randoms(Bytes client, Bytes server) {
    /// Refuses any other length.
    public Randoms {
        if (client.length() != 32 || server.length() != 32) {
            throw new IllegalArgumentException(
                    "a hello's random is 32 octets, not " + client.length() + " and " + server.length());
        }
    }
}
