package postern.tls.kx;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.dh.DhGroup;
import postern.crypto.dh.DhKeyPair;
import postern.crypto.dh.InvalidPublicKeyException;
import postern.crypto.dh.StandardGroups;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.Pkcs1Encryption;
import postern.crypto.rsa.RsaPrivateKey;
import postern.crypto.rsa.RsaPublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.DheParams;
import postern.tls.message.ServerKeyExchange.EcdheParams;
import postern.tls.message.ServerParams;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.session.SharedKeys;

/// The server's side of a key exchange up to TLS 1.2, a class for each kind, and the client's answer to each.
///
/// Made for one handshake; whoever made it closes it.
public sealed interface KeyExchange12 extends AutoCloseable
        permits KeyExchange12.Ecdhe, KeyExchange12.Dhe, KeyExchange12.Rsa, SharedKeyExchange {
    /// Shorter primes have been broken by the thousand (Logjam, 2015), and who chooses them is the server.
    int MIN_DH_BITS = 1024;

    /// What the ServerKeyExchange says; empty if there is none.
    Optional<ServerParams> params();

    /// The pre-master secret, from the client's message. Owned by the caller.
    ///
    /// @throws TlsException if the client's key is not one; never because of what an encrypted secret holds
    Secret preMasterSecret(ClientKeyExchange message);

    /// Wipes what is secret.
    @Override
    void close();

    /// What a client sends, and what comes of it.
    ///
    /// @param preMasterSecret owned by who asked
    record Answer(ClientKeyExchange message, Secret preMasterSecret) {}

    /// The field of a named group (RFC 7919).
    static DhGroup field(NamedGroup group) {
        return StandardGroups.named(group.displayName()).orElseThrow();
    }

    /// The client's answer to a curve and a point on it (RFC 8422 §5.7, §5.10).
    ///
    /// @throws TlsException if it is no such point
    static Answer answer(NamedGroup group, EcdheParams params, RandomSource random) {
        var answer = KeyShare.respond(group, params.point(), random);
        return new Answer(new ClientKeyExchange(answer.share()), answer.secret());
    }

    /// The client's answer to a prime, a generator and a power of it (RFC 5246 §7.4.7.2, §8.1.2). The prime is
    /// the server's choice, and whether it is one we cannot see in time; it is signed by whom we wanted to
    /// reach.
    ///
    /// @param minBits the shortest prime that will do, at least [#MIN_DH_BITS]
    /// @throws TlsException if the prime is too short, or the numbers are not fit
    static Answer answer(DheParams params, int minBits, RandomSource random) {
        var group = group(params, Math.max(minBits, MIN_DH_BITS));
        try (var pair = DhKeyPair.generate(group, random)) {
            return new Answer(new ClientKeyExchange(Kx.DHE, pair.publicKey()), pair.agreeStripped(params.share()));
        } catch (InvalidPublicKeyException e) {
            throw new TlsException(Violation.KEY_SHARE_INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static DhGroup group(DheParams params, int minBits) {
        try {
            var group = DhGroup.of(params.p(), params.g());
            if (group.bits() < minBits) {
                throw new TlsException(Violation.DH_GROUP_WEAK, group.bits() + " bits, at least " + minBits);
            }
            return group;
        } catch (IllegalArgumentException e) {
            throw new TlsException(Violation.DH_GROUP_WEAK, String.valueOf(e.getMessage()), e);
        }
    }

    /// A secret of the client's own, for the server alone to read (RFC 5246 §7.4.7.1): the version it offered,
    /// so that nobody can take it down unseen, and 46 random octets.
    ///
    /// @param offered the version in the ClientHello
    static Answer encrypted(RsaPublicKey key, int offered, RandomSource random) {
        var secret = random.secret(Rsa.LENGTH);
        secret.expose()[0] = (byte) (offered >> 8);
        secret.expose()[1] = (byte) offered;
        return new Answer(new ClientKeyExchange(Kx.RSA, Pkcs1Encryption.encrypt(key, secret, random)), secret);
    }

    /// The client's answer to nothing: a shared key alone (RFC 4279 §2).
    static Answer sharedAlone(SharedKeys.SharedKey key) {
        var message = new ClientKeyExchange(Kx.PSK, key.identity(), Bytes.EMPTY);
        return SharedKeyExchange.answer(message, key, Secret.zeros(key.key().length()));
    }

    /// Another answer, with a shared key mixed into it.
    static Answer shared(Answer other, SharedKeys.SharedKey key) {
        var kx = switch (other.message().kx()) {
            case ECDHE -> Kx.ECDHE_PSK;
            case DHE -> Kx.DHE_PSK;
            case RSA -> Kx.RSA_PSK;
            default -> throw new IllegalArgumentException(other.message().kx() + " has no form with a shared key");
        };
        var message = new ClientKeyExchange(kx, key.identity(), other.message().key());
        return SharedKeyExchange.answer(message, key, other.preMasterSecret());
    }

    /// With elliptic curves: a share of a group of TLS 1.3, sent elsewhere.
    record Ecdhe(KeyShare share) implements KeyExchange12 {
        @Override
        public Optional<ServerParams> params() {
            return Optional.of(new EcdheParams(share.group().code(), share.share()));
        }

        @Override
        public Secret preMasterSecret(ClientKeyExchange message) {
            return share.combine(message.key());
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /// With numbers modulo a prime. The key is new for each handshake (see [DhKeyPair]).
    record Dhe(DhGroup group, DhKeyPair pair) implements KeyExchange12 {
        /// With a new key.
        public static Dhe generate(DhGroup group, RandomSource random) {
            return new Dhe(group, DhKeyPair.generate(group, random));
        }

        @Override
        public Optional<ServerParams> params() {
            return Optional.of(new DheParams(group.p(), group.g(), pair.publicKey()));
        }

        @Override
        public Secret preMasterSecret(ClientKeyExchange message) {
            try (pair) {
                return pair.agreeStripped(message.key());
            } catch (InvalidPublicKeyException e) {
                throw new TlsException(Violation.KEY_SHARE_INVALID, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            pair.close();
        }
    }

    /// A secret that the client has encrypted to the key of our certificate. Whoever gets that key one day reads
    /// all that was ever recorded; and whoever learns whether a ciphertext of his own was well-formed can
    /// decrypt any other (Bleichenbacher 1998, and again and again since).
    ///
    /// So nothing is refused here. A ciphertext that is not well-formed, or holds another version than the
    /// client offered, gives a random secret, in the same time; what follows fails at Finished, as with any
    /// wrong key (RFC 5246 §7.4.7.1).
    ///
    /// @param offered the version in the ClientHello
    record Rsa(RsaPrivateKey key, int offered, RandomSource random) implements KeyExchange12 {
        static final int LENGTH = 48;

        @Override
        public Optional<ServerParams> params() {
            return Optional.empty();
        }

        @Override
        public Secret preMasterSecret(ClientKeyExchange message) {
            try (var fallback = random.secret(LENGTH)) {
                var secret = Pkcs1Encryption.decryptOr(key, message.key(), fallback, random);
                int rightVersion = versionMask(secret.expose());
                ConstantTime.copyIf(~rightVersion, fallback.expose(), secret.expose());
                return secret;
            }
        }

        private int versionMask(byte[] secret) {
            return ConstantTime.equalMask(secret[0] & 0xff, offered >> 8)
                    & ConstantTime.equalMask(secret[1] & 0xff, offered & 0xff);
        }

        /// The key is the credential's.
        @Override
        public void close() {
            // Holds no secret of its own.
        }

        /// Never the key.
        @Override
        public String toString() {
            return "Rsa[" + Bytes.of(offered >> 8, offered & 0xff) + "]";
        }
    }
}
