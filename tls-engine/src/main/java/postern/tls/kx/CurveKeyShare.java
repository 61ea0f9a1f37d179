package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.ec.InvalidPointException;
import postern.crypto.random.RandomSource;
import postern.tls.param.NamedGroup;

/// A share on a NIST curve: an uncompressed point each way (RFC 9846 §4.3.8.2). The secret is the x-coordinate with
/// its leading zeros (RFC 9846 §7.4.2).
final class CurveKeyShare implements KeyShare {
    private final NamedGroup group;
    private final Curve curve;
    private final Secret scalar;
    private final Bytes share;

    private CurveKeyShare(NamedGroup group, Curve curve, Secret scalar) {
        this.group = group;
        this.curve = curve;
        this.scalar = scalar;
        this.share = Ecdh.publicKey(curve, scalar);
    }

    static CurveKeyShare generate(NamedGroup group, Curve curve, RandomSource random) {
        return new CurveKeyShare(group, curve, Ecdh.generate(curve, random));
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    @Override
    public Bytes share() {
        return share;
    }

    @Override
    public Secret combine(Bytes peerShare) {
        try (scalar) {
            return Ecdh.agree(curve, scalar, peerShare);
        } catch (InvalidPointException e) {
            throw KeyShare.refusal(group, e);
        }
    }

    @Override
    public void close() {
        scalar.close();
    }
}
