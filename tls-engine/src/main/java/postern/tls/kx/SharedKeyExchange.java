package postern.tls.kx;

import java.util.Optional;
import postern.crypto.bytes.Secret;
import postern.crypto.random.RandomSource;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.PskParams;
import postern.tls.message.ServerParams;
import postern.tls.session.SharedKeys;

/// With a key that both have already, alone or mixed into another exchange (RFC 4279, RFC 5489).
///
/// A name that we do not know is not refused: it is given a key that nobody has, and what follows fails at
/// Finished as with a wrong key. So nobody learns by asking which names there are (RFC 4279 §2 allows that).
///
/// @param other the exchange it is mixed into; empty with a shared key alone
public record SharedKeyExchange(SharedKeys keys, Optional<KeyExchange12> other, RandomSource random)
        implements KeyExchange12 {
    private static final int FAKE_LENGTH = 32;

    /// Without a hint and without Diffie-Hellman there is nothing to say (RFC 4279 §2).
    @Override
    public Optional<ServerParams> params() {
        var inner = other.flatMap(KeyExchange12::params);
        return inner.isEmpty() && keys.hint().isEmpty()
                ? Optional.empty()
                : Optional.of(new PskParams(keys.hint(), inner));
    }

    @Override
    public Secret preMasterSecret(ClientKeyExchange message) {
        try (var key = keys.find(message.identity()).orElseGet(() -> random.secret(FAKE_LENGTH));
                var secret = other.map(exchange -> exchange.preMasterSecret(message))
                        .orElseGet(() -> Secret.zeros(key.length()))) {
            return mixed(secret, key);
        }
    }

    /// The client's answer. The other answer is used up; without one, this is a shared key alone.
    static KeyExchange12.Answer answer(ClientKeyExchange sent, SharedKeys.SharedKey key, Secret otherSecret) {
        try (otherSecret) {
            return new KeyExchange12.Answer(sent, mixed(otherSecret, key.key()));
        }
    }

    /// `struct { opaque other_secret<0..2^16-1>; opaque psk<0..2^16-1>; }` (RFC 4279 §2)
    private static Secret mixed(Secret other, Secret key) {
        var octets = new byte[2 + other.length() + 2 + key.length()];
        put(octets, 0, other);
        put(octets, 2 + other.length(), key);
        return Secret.adopt(octets);
    }

    private static void put(byte[] octets, int at, Secret part) {
        octets[at] = (byte) (part.length() >> 8);
        octets[at + 1] = (byte) part.length();
        System.arraycopy(part.expose(), 0, octets, at + 2, part.length());
    }

    @Override
    public void close() {
        other.ifPresent(KeyExchange12::close);
    }

    /// Never the keys.
    @Override
    public String toString() {
        return "SharedKeyExchange[hint " + keys.hint() + "]";
    }
}
