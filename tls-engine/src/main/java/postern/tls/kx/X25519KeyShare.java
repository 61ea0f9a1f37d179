package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.InvalidPointException;
import postern.crypto.ec.X25519;
import postern.crypto.random.RandomSource;
import postern.tls.param.NamedGroup;

/// A share in X25519 (RFC 7748 §6.1): 32 octets each way.
final class X25519KeyShare implements KeyShare {
    private static final int SCALAR_LENGTH = 32;

    private final Secret scalar;
    private final Bytes share;

    private X25519KeyShare(Secret scalar) {
        this.scalar = scalar;
        this.share = X25519.publicKey(scalar);
    }

    static X25519KeyShare generate(RandomSource random) {
        return new X25519KeyShare(random.secret(SCALAR_LENGTH));
    }

    @Override
    public NamedGroup group() {
        return NamedGroup.X25519;
    }

    @Override
    public Bytes share() {
        return share;
    }

    @Override
    public Secret combine(Bytes peerShare) {
        try (scalar) {
            return X25519.agree(scalar, peerShare);
        } catch (InvalidPointException e) {
            throw KeyShare.refusal(group(), e);
        }
    }

    @Override
    public void close() {
        scalar.close();
    }
}
