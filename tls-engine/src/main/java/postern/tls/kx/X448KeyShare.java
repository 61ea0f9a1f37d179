package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.InvalidPointException;
import postern.crypto.ec.X448;
import postern.crypto.random.RandomSource;
import postern.tls.param.NamedGroup;

/// A share in X448 (RFC 7748 §6.2): 56 octets each way.
final class X448KeyShare implements KeyShare {
    private static final int SCALAR_LENGTH = 56;

    private final Secret scalar;
    private final Bytes share;

    private X448KeyShare(Secret scalar) {
        this.scalar = scalar;
        this.share = X448.publicKey(scalar);
    }

    static X448KeyShare generate(RandomSource random) {
        return new X448KeyShare(random.secret(SCALAR_LENGTH));
    }

    @Override
    public NamedGroup group() {
        return NamedGroup.X448;
    }

    @Override
    public Bytes share() {
        return share;
    }

    @Override
    public Secret combine(Bytes peerShare) {
        try (scalar) {
            return X448.agree(scalar, peerShare);
        } catch (InvalidPointException e) {
            throw KeyShare.refusal(group(), e);
        }
    }

    @Override
    public void close() {
        scalar.close();
    }
}
