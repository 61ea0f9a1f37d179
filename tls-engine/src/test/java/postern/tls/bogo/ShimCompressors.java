package postern.tls.bogo;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.CertificateCompressor;

/// The runner's own ways to "compress" certificates, which are easy to check.
enum ShimCompressors implements CertificateCompressor {
    /// Leaves the first two octets out, which are zeros in every message.
    SHRINKING(0xff01),
    /// Puts four octets in front.
    EXPANDING(0xff02),
    /// Puts a random octet in front.
    RANDOM(0xff03);

    private static final Bytes PREFIX = Bytes.of(1, 2, 3, 4);
    private static final Bytes ZEROS = Bytes.of(0, 0);

    private final int code;

    ShimCompressors(int code) {
        this.code = code;
    }

    static CertificateCompressor[] of(ShimFlags flags) throws ShimExit {
        if (flags.has("-install-cert-compression-algs")) {
            return new CertificateCompressor[] {EXPANDING, SHRINKING, RANDOM};
        }
        var one = flags.number("-install-one-cert-compression-alg");
        if (one.isEmpty()) {
            return new CertificateCompressor[0];
        }
        for (var each : values()) {
            if (each.code == one.getAsInt()) {
                return new CertificateCompressor[] {each};
            }
        }
        throw ShimExit.unimplemented("compression " + one.getAsInt());
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public Bytes compress(Bytes content) {
        return switch (this) {
            case SHRINKING -> content.from(ZEROS.length());
            case EXPANDING -> PREFIX.concat(content);
            case RANDOM -> HmacDrbg.system().bytes(1).concat(content);
        };
    }

    @Override
    public Optional<Bytes> decompress(Bytes compressed, int length) {
        var content = switch (this) {
            case SHRINKING -> ZEROS.concat(compressed);
            case EXPANDING -> compressed.from(PREFIX.length());
            case RANDOM -> compressed.from(1);
        };
        boolean right = content.length() == length
                && (this != EXPANDING || compressed.slice(0, PREFIX.length()).equals(PREFIX));
        return right ? Optional.of(content) : Optional.empty();
    }
}
