package postern.crypto.mldsa;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.random.RandomSource;

/// A private key of ML-DSA (FIPS 204 §5.2, §6.2). Confined to one thread; whoever made it closes it.
///
/// **Signing tries again and again.** z = y + c·s₁ would tell something of s₁ where it comes near the largest y:
/// such a z is thrown away, and with it one whose low half could betray s₂. What is left is distributed as if
/// there were no secret. Four to five tries are usual; their number says nothing, as each is independent of the
/// key.
public final class MlDsaPrivateKey implements AutoCloseable {
    private static final int RANDOM_LENGTH = 32;

    private final MlDsa dsa;
    private final MlDsaPublicKey publicKey;
    /// K, from which masks come.
    private final byte[] maskKey;
    private final int[][] s1;
    private final int[][] s2;
    private final int[][] t0;

    /// From ρ, K and the small vectors; computes t.
    private MlDsaPrivateKey(MlDsa dsa, byte[] rho, byte[] maskKey, int[][][] small) {
        this.dsa = dsa;
        this.maskKey = maskKey;
        this.s1 = small[0];
        this.s2 = small[1];
        this.t0 = new int[dsa.k][Ring.N];
        this.publicKey = dsa.publicKey(Bytes.adopt(splitT(rho)));
    }

    /// t = A·s₁ + s₂: its low half to t₀, its high half into the public key in octets (algorithm 6 from step 5).
    private byte[] splitT(byte[] rho) {
        var matrix = RingSampler.matrix(dsa, rho);
        var transformed = Ring.transformed(s1);
        var encoded = Arrays.copyOf(rho, dsa.publicKeyLength());
        for (int i = 0; i < dsa.k; i++) {
            Ring.innerProduct(matrix[i], transformed, t0[i]);
            Ring.inverseTransform(t0[i]);
            Ring.add(t0[i], s2[i]);
            var t1 = new int[Ring.N];
            for (int j = 0; j < Ring.N; j++) {
                int t = Ring.canonical(t0[i][j]);
                t1[j] = Rounding.highOfPower(t);
                t0[i][j] = t - (t1[j] << Rounding.D);
            }
            BitPacking.packSimply(t1, 10, encoded, 32 + i * BitPacking.octets(10));
        }
        Ring.wipe(transformed);
        return encoded;
    }

    static MlDsaPrivateKey fromSeed(MlDsa dsa, Secret seed) {
        if (seed.length() != MlDsa.SEED_LENGTH) {
            throw new IllegalArgumentException(
                    "a seed of " + dsa.displayName() + " has 32 octets, this one has " + seed.length());
        }
        var seeds = MlDsa.hash(128, seed.expose(), new byte[] {(byte) dsa.k, (byte) dsa.l});
        var smallSeed = Arrays.copyOfRange(seeds, 32, 96);
        var s1 = RingSampler.small(dsa, smallSeed, 0, new int[dsa.l][Ring.N]);
        var s2 = RingSampler.small(dsa, smallSeed, dsa.l, new int[dsa.k][Ring.N]);
        var key = new MlDsaPrivateKey(
                dsa, Arrays.copyOf(seeds, 32), Arrays.copyOfRange(seeds, 96, 128), new int[][][] {s1, s2});
        Arrays.fill(seeds, (byte) 0);
        Arrays.fill(smallSeed, (byte) 0);
        return key;
    }

    static MlDsaPrivateKey decode(MlDsa dsa, Secret encoded) {
        if (encoded.length() != dsa.privateKeyLength()) {
            throw new IllegalArgumentException("a private key of " + dsa.displayName() + " has "
                    + dsa.privateKeyLength() + " octets, this one has " + encoded.length());
        }
        var octets = encoded.expose();
        var s1 = decodeSmall(dsa, octets, 128, dsa.l);
        var s2 = decodeSmall(dsa, octets, 128 + dsa.l * BitPacking.octets(dsa.etaBits()), dsa.k);
        var key = new MlDsaPrivateKey(
                dsa, Arrays.copyOf(octets, 32), Arrays.copyOfRange(octets, 32, 64), new int[][][] {s1, s2});
        try (var again = key.expanded()) {
            if (!ConstantTime.declassify(ConstantTime.equalMask(octets, again.expose()))) {
                key.close();
                throw new IllegalArgumentException("the " + dsa.displayName()
                        + " private key is damaged: what can be computed from its secrets is not what stands in it");
            }
        }
        return key;
    }

    /// Secrets out of range come again as others and are found by the comparison above.
    private static int[][] decodeSmall(MlDsa dsa, byte[] octets, int offset, int count) {
        var vector = new int[count][];
        int exceeds = 0;
        for (int i = 0; i < count; i++) {
            vector[i] =
                    BitPacking.unpack(octets, offset + i * BitPacking.octets(dsa.etaBits()), dsa.eta, dsa.etaBits());
            exceeds |= Ring.exceedsMask(vector[i], dsa.eta + 1);
        }
        if (ConstantTime.declassify(exceeds)) {
            throw new IllegalArgumentException(
                    "the " + dsa.displayName() + " private key has a secret coefficient out of range");
        }
        return vector;
    }

    /// The parameter set.
    public MlDsa algorithm() {
        return dsa;
    }

    /// The public half.
    public MlDsaPublicKey publicKey() {
        return publicKey;
    }

    /// Time depends on the parameters. The expanded key (algorithm 24); the caller owns it.
    public Secret expanded() {
        var out = Arrays.copyOf(publicKey.encoded().slice(0, 32).toArray(), dsa.privateKeyLength());
        System.arraycopy(maskKey, 0, out, 32, 32);
        System.arraycopy(publicKey.tr(), 0, out, 64, 64);
        int at = 128;
        for (var vector : new int[][][] {s1, s2}) {
            for (var polynomial : vector) {
                BitPacking.pack(polynomial, dsa.eta, dsa.etaBits(), out, at);
                at += BitPacking.octets(dsa.etaBits());
            }
        }
        for (var polynomial : t0) {
            BitPacking.pack(polynomial, 1 << Rounding.D - 1, Rounding.D, out, at);
            at += BitPacking.octets(Rounding.D);
        }
        return Secret.adopt(out);
    }

    /// Time depends on the lengths, and on tries that are thrown away. A signature over the message in a context
    /// (algorithm 2), hedged: fresh randomness makes it harder to learn the key by disturbing the computation,
    /// and if the source is bad nothing is lost.
    ///
    /// @param context tells uses of one key apart; empty in TLS and X.509
    /// @throws IllegalArgumentException if the context is longer than 255 octets
    public Bytes sign(Bytes message, Bytes context, RandomSource random) {
        return signMu(Bytes.adopt(MlDsa.digest(publicKey.tr(), message, context)), random);
    }

    /// Time depends on the length of the message, and on the tries that are thrown away. As [#sign], without
    /// randomness: always the same signature.
    public Bytes signDeterministically(Bytes message, Bytes context) {
        return sign(message, context, out -> Arrays.fill(out, (byte) 0));
    }

    /// Time depends on the tries that are thrown away. As [#sign], over a digest μ that the caller made
    /// (algorithm 7 from step 7).
    public Bytes signMu(Bytes mu, RandomSource random) {
        var fresh = new byte[RANDOM_LENGTH];
        random.fill(fresh);
        var muOctets = mu.toArray();
        var seed = MlDsa.hash(64, maskKey, fresh, muOctets);
        var signing = new MlDsaSigning(dsa, publicKey.matrix(), new int[][][] {s1, s2, t0});
        var signature = signing.attempt(muOctets, seed, 0);
        for (int counter = dsa.l; signature.isEmpty(); counter += dsa.l) {
            signature = signing.attempt(muOctets, seed, counter);
        }
        signing.wipe();
        Arrays.fill(seed, (byte) 0);
        Arrays.fill(fresh, (byte) 0);
        return signature.get();
    }

    /// Wipes the secrets.
    @Override
    public void close() {
        Ring.wipe(s1);
        Ring.wipe(s2);
        Ring.wipe(t0);
        Arrays.fill(maskKey, (byte) 0);
    }
}
