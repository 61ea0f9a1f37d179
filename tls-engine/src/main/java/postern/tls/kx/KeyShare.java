package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.kem.CurveKem;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.param.NamedGroup;

/// The private half of a key share: one end's part in agreeing on a secret in one group (RFC 9846 §4.3.8, §7.4).
///
/// It is shaped like a key encapsulation, because that fits every group: whoever speaks first
/// [generates][#generate] a share and sends its public half, the other [responds][#respond] with a share of its
/// own and the secret, and the first [combines][#combine]. In a Diffie–Hellman group the answer does not depend
/// on the question; in others it will.
public sealed interface KeyShare extends AutoCloseable permits KemKeyShare, FieldKeyShare {
    /// The group.
    NamedGroup group();

    /// The public half, as it goes into the message.
    Bytes share();

    /// The shared secret, from the other end's answer. A share is for one connection: this wipes the private
    /// half.
    ///
    /// @throws TlsException if the answer is not a public key of this group (RFC 9846 §4.3.8.2, §7.4.2)
    Secret combine(Bytes peerShare);

    /// Wipes the private half.
    @Override
    void close();

    /// A fresh share.
    static KeyShare generate(NamedGroup group, RandomSource random) {
        return switch (group) {
            case X25519 -> KemKeyShare.generate(group, CurveKem.X25519, random);
            case X448 -> KemKeyShare.generate(group, CurveKem.X448, random);
            case SECP256R1 -> KemKeyShare.generate(group, CurveKem.P256, random);
            case SECP384R1 -> KemKeyShare.generate(group, CurveKem.P384, random);
            case SECP521R1 -> KemKeyShare.generate(group, CurveKem.P521, random);
            case FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192 -> FieldKeyShare.generate(group, random);
            default -> throw new IllegalArgumentException(group + " is not implemented");
        };
    }

    /// The answer to the share of a peer who spoke first.
    ///
    /// @throws TlsException if that is not a public key of this group
    static Answer respond(NamedGroup group, Bytes peerShare, RandomSource random) {
        try (var ours = generate(group, random)) {
            return new Answer(ours.share(), ours.combine(peerShare));
        }
    }

    /// What answers a share.
    ///
    /// @param share  to be sent
    /// @param secret to be kept; owned by who asked
    record Answer(Bytes share, Secret secret) {}
}
