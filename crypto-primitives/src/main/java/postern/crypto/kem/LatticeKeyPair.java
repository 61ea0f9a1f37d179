package postern.crypto.kem;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;

/// A pair of keys of K-PKE (FIPS 203 §5).
final class LatticeKeyPair {
    private final LatticeKey publicKey;
    /// The vector s of small polynomials, transformed.
    private final int[][] secret;

    private LatticeKeyPair(LatticeKey publicKey, int[][] secret) {
        this.publicKey = publicKey;
        this.secret = secret;
    }

    /// K-PKE.KeyGen (algorithm 13). Time depends on ρ, which is public.
    ///
    /// @param d 32 secret octets; stay the caller's
    static LatticeKeyPair generate(MlKem kem, byte[] d) {
        var seeds = seeds(kem, d);
        var rho = Arrays.copyOf(seeds, MlKem.LENGTH);
        var sigma = Arrays.copyOfRange(seeds, MlKem.LENGTH, 2 * MlKem.LENGTH);
        var matrix = LatticeKey.expand(kem, rho);
        var s = smallVector(kem, sigma, 0);
        var e = smallVector(kem, sigma, kem.k);
        var t = new int[kem.k][Polynomial.N];
        LatticeKey.product(matrix, s, e, t);
        LatticeKey.wipe(e);
        Arrays.fill(seeds, (byte) 0);
        Arrays.fill(sigma, (byte) 0);
        var encoded = Arrays.copyOf(encode(t), kem.encapsulationKeyLength());
        System.arraycopy(rho, 0, encoded, kem.vectorLength(), rho.length);
        return new LatticeKeyPair(new LatticeKey(kem, matrix, t, Bytes.adopt(encoded)), s);
    }

    /// G(d ‖ k) = ρ ‖ σ. That k is hashed too keeps a seed from giving related keys for two parameter sets.
    private static byte[] seeds(MlKem kem, byte[] d) {
        var seeds = new byte[2 * MlKem.LENGTH];
        var g = HashAlgorithm.SHA3_512.newHash();
        g.update(d, 0, d.length);
        g.update(new byte[] {(byte) kem.k}, 0, 1);
        g.digestInto(seeds, 0);
        g.wipe();
        return seeds;
    }

    private static int[][] smallVector(MlKem kem, byte[] sigma, int firstNonce) {
        var vector = new int[kem.k][Polynomial.N];
        for (int i = 0; i < kem.k; i++) {
            PolynomialSampler.small(sigma, firstNonce + i, kem.eta1, vector[i]);
            Polynomial.transform(vector[i]);
        }
        return vector;
    }

    /// The pair whose secret vector stands at the beginning of an expanded decapsulation key.
    static LatticeKeyPair decode(LatticeKey publicKey, byte[] decapsulationKey) {
        var s = new int[publicKey.kem().k][Polynomial.N];
        for (int i = 0; i < s.length; i++) {
            PolynomialCodec.decode(decapsulationKey, i * PolynomialCodec.octets(PolynomialCodec.FULL), s[i]);
            for (int j = 0; j < Polynomial.N; j++) {
                s[i][j] = Polynomial.canonical(s[i][j]);
            }
        }
        return new LatticeKeyPair(publicKey, s);
    }

    LatticeKey publicKey() {
        return publicKey;
    }

    /// The secret vector in octets, for the caller to wipe.
    byte[] encodedSecret() {
        return encode(secret);
    }

    private static byte[] encode(int[][] vector) {
        int length = PolynomialCodec.octets(PolynomialCodec.FULL);
        var encoded = new byte[vector.length * length];
        for (int i = 0; i < vector.length; i++) {
            PolynomialCodec.encode(vector[i], encoded, i * length);
        }
        return encoded;
    }

    /// K-PKE.Decrypt (algorithm 15): v − sᵀ·u, each coefficient rounded to 0 or ⌈q/2⌋. Time depends on the
    /// parameters alone.
    byte[] decrypt(byte[] ciphertext) {
        var kem = publicKey.kem();
        var u = new int[kem.k][Polynomial.N];
        int uLength = PolynomialCodec.octets(kem.du);
        for (int i = 0; i < kem.k; i++) {
            PolynomialCodec.decodeCompressed(ciphertext, i * uLength, kem.du, u[i]);
            Polynomial.transform(u[i]);
        }
        var v = new int[Polynomial.N];
        PolynomialCodec.decodeCompressed(ciphertext, kem.k * uLength, kem.dv, v);
        var w = new int[Polynomial.N];
        Polynomial.innerProduct(secret, u, w);
        Polynomial.inverseTransform(w);
        Polynomial.subtractFrom(w, v);
        var message = new byte[MlKem.LENGTH];
        PolynomialCodec.encodeCompressed(w, 1, message, 0);
        LatticeKey.wipe(w);
        return message;
    }

    /// Overwrites the secret vector.
    void wipe() {
        LatticeKey.wipe(secret);
    }
}
