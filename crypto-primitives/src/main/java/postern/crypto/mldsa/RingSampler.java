package postern.crypto.mldsa;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.hash.Shake;

/// Polynomials from seeds (FIPS 204 §7.3).
final class RingSampler {
    private RingSampler() {}

    private static void start(Shake shake, byte[] seed, int first, int second) {
        shake.absorb(seed, 0, seed.length).absorb(new byte[] {(byte) first, (byte) second}, 0, 2);
    }

    /// ExpandA (algorithms 30 and 32): uniform polynomials, already transformed. Time depends on ρ, which is
    /// public.
    static int[][][] matrix(MlDsa dsa, byte[] rho) {
        var matrix = new int[dsa.k][dsa.l][Ring.N];
        try (var shake = Shake.shake128()) {
            var block = new byte[shake.rate()]; // a multiple of the three octets of a candidate
            for (int row = 0; row < dsa.k; row++) {
                for (int column = 0; column < dsa.l; column++) {
                    shake.reset();
                    start(shake, rho, column, row);
                    uniform(shake, block, matrix[row][column]);
                }
            }
        }
        return matrix;
    }

    private static void uniform(Shake shake, byte[] block, int[] f) {
        int count = 0;
        while (count < Ring.N) {
            shake.squeeze(block, 0, block.length);
            for (int at = 0; at < block.length && count < Ring.N; at += 3) {
                int candidate = block[at] & 0xff | (block[at + 1] & 0xff) << 8 | (block[at + 2] & 0x7f) << 16;
                if (candidate < Ring.Q) {
                    f[count++] = candidate;
                }
            }
        }
    }

    /// ExpandS (algorithms 31 and 33): coefficients from −η to η. Time depends on how many half octets were
    /// thrown away, which says nothing of those that are used.
    static int[][] small(MlDsa dsa, byte[] seed, int firstNonce, int[][] vector) {
        try (var shake = Shake.shake256()) {
            var block = new byte[shake.rate()];
            for (int i = 0; i < vector.length; i++) {
                shake.reset();
                start(shake, seed, firstNonce + i, 0);
                int count = 0;
                while (count < Ring.N) {
                    shake.squeeze(block, 0, block.length);
                    count = accept(dsa.eta, block, vector[i], count);
                }
            }
            Arrays.fill(block, (byte) 0);
        }
        return vector;
    }

    private static int accept(int eta, byte[] block, int[] f, int count) {
        int filled = count;
        for (int i = 0; i < 2 * block.length && filled < Ring.N; i++) {
            int half = block[i / 2] >>> 4 * (i % 2) & 15;
            if (half < (eta == 2 ? 15 : 9)) {
                // The remainder by 5, for η = 2: 205/1024 is close enough to 1/5 below 15.
                f[filled++] = eta == 2 ? 2 - (half - 5 * (205 * half >> 10)) : 4 - half;
            }
        }
        return filled;
    }

    /// ExpandMask (algorithm 34): coefficients from −γ₁ + 1 to γ₁. Time depends on the parameters alone.
    static int[][] mask(MlDsa dsa, byte[] seed, int counter) {
        var vector = new int[dsa.l][];
        var octets = new byte[BitPacking.octets(dsa.maskBits())];
        try (var shake = Shake.shake256()) {
            for (int i = 0; i < dsa.l; i++) {
                shake.reset();
                start(shake, seed, counter + i, counter + i >> 8);
                shake.squeeze(octets, 0, octets.length);
                vector[i] = BitPacking.unpack(octets, 0, dsa.gamma1, dsa.maskBits());
            }
        }
        Arrays.fill(octets, (byte) 0);
        return vector;
    }

    /// SampleInBall (algorithm 29): τ coefficients are 1 or −1, the others 0. Time depends on the seed: it is
    /// part of the signature, or of a try that was thrown away and says nothing.
    static int[] challenge(MlDsa dsa, byte[] seed) {
        var c = new int[Ring.N];
        try (var shake = Shake.shake256()) {
            shake.absorb(seed, 0, seed.length);
            var octets = new byte[8];
            shake.squeeze(octets, 0, 8);
            long signs = Endian.getLongLe(octets, 0);
            for (int i = Ring.N - dsa.tau; i < Ring.N; i++) {
                do {
                    shake.squeeze(octets, 0, 1);
                } while ((octets[0] & 0xff) > i);
                int j = octets[0] & 0xff;
                c[i] = c[j];
                c[j] = 1 - 2 * (int) (signs & 1);
                signs >>>= 1;
            }
        }
        return c;
    }
}
