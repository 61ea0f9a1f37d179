package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.kem.InvalidShareException;
import postern.crypto.kem.Kem;
import postern.crypto.kem.KemKeyPair;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.NamedGroup;

/// A share of a group behind a [Kem]: on a curve an uncompressed point of NIST's (RFC 9846 §4.3.8.2), or a
/// coordinate in X25519 and X448 (RFC 7748 §6), where the secret is the x-coordinate with its leading zeros,
/// or u (RFC 9846 §7.4.2); in a hybrid group both halves side by side (draft-ietf-tls-ecdhe-mlkem §4).
record KemKeyShare(NamedGroup group, KemKeyPair pair) implements KeyShare {
    static KemKeyShare generate(NamedGroup group, Kem kem, RandomSource random) {
        return new KemKeyShare(group, kem.generate(random));
    }

    /// The answer to a share of the peer's, in one step: its private half is used at once.
    static Answer respond(NamedGroup group, Kem kem, Bytes peerShare, RandomSource random) {
        try {
            var answer = kem.encapsulate(peerShare, random);
            return new Answer(answer.ciphertext(), answer.sharedSecret());
        } catch (InvalidShareException e) {
            throw invalid(group, e);
        }
    }

    private static TlsException invalid(NamedGroup group, InvalidShareException cause) {
        return new TlsException(Violation.KEY_SHARE_INVALID, group.displayName() + ": " + cause.getMessage(), cause);
    }

    @Override
    public Bytes share() {
        return pair.encapsulationKey();
    }

    /// What is no public key is refused. Going on with it would give the peer, or whoever changed its octets, a
    /// secret out of a handful, and one octet of ours with each try.
    @Override
    public Secret combine(Bytes peerShare) {
        try (pair) {
            return pair.decapsulate(peerShare);
        } catch (InvalidShareException e) {
            throw invalid(group, e);
        }
    }

    @Override
    public void close() {
        pair.close();
    }
}
