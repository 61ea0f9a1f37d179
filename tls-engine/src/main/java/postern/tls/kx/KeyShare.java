package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.kem.CurveKem;
import postern.crypto.kem.HybridKem;
import postern.crypto.kem.Kem;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.param.NamedGroup;

/// The private half of a key share: one end's part in agreeing on a secret in one group (RFC 9846 §4.3.8, §7.4).
///
/// It is shaped like a key encapsulation, because that fits every group: whoever speaks first
/// [generates][#generate] a share and sends its public half, the other [responds][#respond] with a share of its
/// own and the secret, and the first [combines][#combine]. In a Diffie–Hellman group the answer does not depend
/// on the question; with ML-KEM it is a ciphertext that only the question's private half opens.
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
        return group.kind() == NamedGroup.Kind.FINITE_FIELD
                ? FieldKeyShare.generate(group, random)
                : KemKeyShare.generate(group, kem(group), random);
    }

    /// The answer to the share of a peer who spoke first.
    ///
    /// @throws TlsException if that is not a public key of this group
    static Answer respond(NamedGroup group, Bytes peerShare, RandomSource random) {
        if (group.kind() != NamedGroup.Kind.FINITE_FIELD) {
            return KemKeyShare.respond(group, kem(group), peerShare, random);
        }
        try (var ours = generate(group, random)) {
            return new Answer(ours.share(), ours.combine(peerShare));
        }
    }

    /// The mechanism behind a group; prime fields have none.
    private static Kem kem(NamedGroup group) {
        return switch (group) {
            case X25519 -> CurveKem.X25519;
            case X448 -> CurveKem.X448;
            case SECP256R1 -> CurveKem.P256;
            case SECP384R1 -> CurveKem.P384;
            case SECP521R1 -> CurveKem.P521;
            case X25519MLKEM768 -> HybridKem.X25519_MLKEM768;
            case SECP256R1MLKEM768 -> HybridKem.SECP256R1_MLKEM768;
            case SECP384R1MLKEM1024 -> HybridKem.SECP384R1_MLKEM1024;
            default -> throw new IllegalArgumentException(group + " is not implemented");
        };
    }

    /// What answers a share.
    ///
    /// @param share  to be sent
    /// @param secret to be kept; owned by who asked
    record Answer(Bytes share, Secret secret) {}
}
