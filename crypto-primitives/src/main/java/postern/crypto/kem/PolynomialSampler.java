package postern.crypto.kem;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.hash.Shake;

/// Polynomials from seeds: uniform ones for the public matrix, small ones for secrets and noise (FIPS 203
/// §4.2.2).
final class PolynomialSampler {
    private PolynomialSampler() {}

    /// SampleNTT (algorithm 7) of ρ ‖ j ‖ i: a uniform polynomial, already transformed. Every 12 bits that spell
    /// a number below q are a coefficient. Time depends on the seed, which is public.
    static void uniform(byte[] rho, int column, int row, int[] f) {
        try (var xof = Shake.shake128()) {
            xof.absorb(rho, 0, rho.length).absorb(new byte[] {(byte) column, (byte) row}, 0, 2);
            var block = new byte[xof.rate()]; // 168 octets, a multiple of the three that hold two candidates
            int count = 0;
            while (count < Polynomial.N) {
                xof.squeeze(block, 0, block.length);
                count = accept(block, f, count);
            }
        }
    }

    private static int accept(byte[] block, int[] f, int count) {
        int filled = count;
        for (int at = 0; at < block.length && filled < Polynomial.N; at += 3) {
            int pair = block[at] & 0xff | (block[at + 1] & 0xff) << 8 | (block[at + 2] & 0xff) << 16;
            int low = pair & 0xfff;
            int high = pair >> 12;
            if (low < Polynomial.Q) {
                f[filled++] = low;
            }
            if (high < Polynomial.Q && filled < Polynomial.N) {
                f[filled++] = high;
            }
        }
        return filled;
    }

    /// SamplePolyCBD_η (algorithm 8) of PRF_η(seed, nonce) = SHAKE256(seed ‖ nonce): each coefficient is a sum
    /// of η secret bits minus a sum of η others. Time depends on η, which is 2 or 3.
    static void small(byte[] seed, int nonce, int eta, int[] f) {
        var noise = new byte[64 * eta];
        try (var prf = Shake.shake256()) {
            prf.absorb(seed, 0, seed.length).absorb(new byte[] {(byte) nonce}, 0, 1);
            prf.squeeze(noise, 0, noise.length);
        }
        if (eta == 2) {
            sumsOfTwo(noise, f);
        } else {
            sumsOfThree(noise, f);
        }
        Arrays.fill(noise, (byte) 0);
    }

    /// Eight coefficients from four octets: neighbouring bits are added in place, then differences taken.
    private static void sumsOfTwo(byte[] noise, int[] f) {
        for (int i = 0; i < Polynomial.N / 8; i++) {
            int bits = Endian.getIntLe(noise, 4 * i);
            int sums = (bits & 0x55555555) + (bits >>> 1 & 0x55555555);
            for (int j = 0; j < 8; j++) {
                f[8 * i + j] = (sums >>> 4 * j & 3) - (sums >>> 4 * j + 2 & 3);
            }
        }
    }

    /// Four coefficients from three octets.
    private static void sumsOfThree(byte[] noise, int[] f) {
        for (int i = 0; i < Polynomial.N / 4; i++) {
            int bits = noise[3 * i] & 0xff | (noise[3 * i + 1] & 0xff) << 8 | (noise[3 * i + 2] & 0xff) << 16;
            int sums = (bits & 0x249249) + (bits >>> 1 & 0x249249) + (bits >>> 2 & 0x249249);
            for (int j = 0; j < 4; j++) {
                f[4 * i + j] = (sums >>> 6 * j & 7) - (sums >>> 6 * j + 3 & 7);
            }
        }
    }
}
