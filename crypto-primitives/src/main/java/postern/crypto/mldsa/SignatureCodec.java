package postern.crypto.mldsa;

import java.util.Arrays;
import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// A signature in octets (FIPS 204 §7.2): the challenge, z, and the hints as the places where they stand.
final class SignatureCodec {
    private SignatureCodec() {}

    /// sigEncode (algorithm 26).
    static Bytes encode(MlDsa dsa, byte[] challenge, int[][] z, int[][] hints) {
        var out = Arrays.copyOf(challenge, dsa.signatureLength());
        int at = challenge.length;
        for (var polynomial : z) {
            BitPacking.pack(polynomial, dsa.gamma1, dsa.maskBits(), out, at);
            at += BitPacking.octets(dsa.maskBits());
        }
        int count = 0;
        for (int i = 0; i < dsa.k; i++) {
            for (int j = 0; j < Ring.N; j++) {
                if (hints[i][j] != 0) {
                    out[at + count++] = (byte) j;
                }
            }
            out[at + dsa.omega + i] = (byte) count;
        }
        return Bytes.adopt(out);
    }

    /// The octets of the challenge.
    static byte[] challenge(MlDsa dsa, byte[] signature) {
        return Arrays.copyOf(signature, dsa.challengeLength());
    }

    /// z.
    static int[][] z(MlDsa dsa, byte[] signature) {
        var z = new int[dsa.l][];
        for (int i = 0; i < dsa.l; i++) {
            int at = dsa.challengeLength() + i * BitPacking.octets(dsa.maskBits());
            z[i] = BitPacking.unpack(signature, at, dsa.gamma1, dsa.maskBits());
        }
        return z;
    }

    /// HintBitUnpack (algorithm 21). Empty if the hints are not in the one form that a signer writes: places in
    /// each polynomial ascending, counts not descending, zeros after the last. Otherwise one signature would
    /// have many forms.
    static Optional<int[][]> hints(MlDsa dsa, byte[] signature) {
        var places = Arrays.copyOfRange(signature, signature.length - dsa.omega - dsa.k, signature.length);
        var hints = new int[dsa.k][Ring.N];
        int at = 0;
        for (int i = 0; i < dsa.k; i++) {
            int end = places[dsa.omega + i] & 0xff;
            if (end < at || end > dsa.omega) {
                return Optional.empty();
            }
            for (int first = at; at < end; at++) {
                if (at > first && (places[at - 1] & 0xff) >= (places[at] & 0xff)) {
                    return Optional.empty();
                }
                hints[i][places[at] & 0xff] = 1;
            }
        }
        for (; at < dsa.omega; at++) {
            if (places[at] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(hints);
    }
}
