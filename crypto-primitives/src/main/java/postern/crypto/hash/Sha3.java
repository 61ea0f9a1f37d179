package postern.crypto.hash;

import java.util.Objects;

/// SHA3-224, SHA3-256, SHA3-384 and SHA3-512 (FIPS 202 §6.1): a [Sponge] with twice the digest as capacity,
/// squeezed once. After the message come the bits 01. Time depends on the number of octets alone.
final class Sha3 extends Hash {
    /// The bits 0 and 1, then the 1 of the padding (appendix B.2, table 6).
    private static final int SUFFIX = 0x06;

    private final Sponge sponge;

    /// A hash of nothing yet.
    Sha3(HashAlgorithm algorithm) {
        super(algorithm);
        this.sponge = new Sponge(algorithm.blockLength(), SUFFIX);
    }

    @Override
    public void update(byte[] in, int offset, int length) {
        sponge.absorb(in, offset, length);
    }

    @Override
    public void digestInto(byte[] out, int offset) {
        Objects.checkFromIndexSize(offset, algorithm().length(), out.length);
        sponge.squeeze(out, offset, algorithm().length());
        sponge.wipe();
    }

    @Override
    public void wipe() {
        sponge.wipe();
    }

    @Override
    void become(Hash source) {
        sponge.become(((Sha3) source).sponge);
    }
}
