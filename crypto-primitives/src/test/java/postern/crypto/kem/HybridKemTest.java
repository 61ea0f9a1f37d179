package postern.crypto.kem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.random.HmacDrbg;

/// The order of shares and secrets in the hybrids, and every mechanism with itself.
class HybridKemTest {
    static Stream<Kem> all() {
        return Stream.of(
                        Stream.of(CurveKem.values()),
                        MlKemTest.all().stream(),
                        Stream.of(
                                HybridKem.X25519_MLKEM768, HybridKem.SECP256R1_MLKEM768, HybridKem.SECP384R1_MLKEM1024))
                .flatMap(kems -> kems);
    }

    @ParameterizedTest
    @MethodSource("all")
    void bothEndsAgree(Kem kem) {
        var random = HmacDrbg.deterministic(Bytes.utf8(kem.displayName()));
        try (var pair = kem.generate(random);
                var made = kem.encapsulate(pair.encapsulationKey(), random);
                var secret = pair.decapsulate(made.ciphertext())) {
            assertEquals(kem.encapsulationKeyLength(), pair.encapsulationKey().length());
            assertEquals(kem.ciphertextLength(), made.ciphertext().length());
            assertEquals(kem.sharedSecretLength(), secret.length());
            assertEquals(shown(made.sharedSecret()), shown(secret));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void otherLengthsAreRefused(Kem kem) {
        var random = HmacDrbg.deterministic(Bytes.utf8(kem.displayName()));
        var pair = kem.generate(random);
        var key = pair.encapsulationKey();
        var ciphertext = kem.encapsulate(key, random).ciphertext();
        for (var share : List.of(Bytes.EMPTY, key.slice(0, key.length() - 1), key.concat(Bytes.of(0)))) {
            assertThrows(InvalidShareException.class, () -> kem.encapsulate(share, random));
        }
        for (var share : List.of(Bytes.EMPTY, ciphertext.from(1), ciphertext.concat(Bytes.of(0)))) {
            assertThrows(InvalidShareException.class, () -> pair.decapsulate(share));
        }
    }

    /// draft-ietf-tls-ecdhe-mlkem: the lengths of §4.1 and §4.2, the secret of §4.3.
    @Test
    void lengthsOfTheDraft() {
        assertEquals(List.of(1216, 1120, 64), lengths(HybridKem.X25519_MLKEM768));
        assertEquals(List.of(1249, 1153, 64), lengths(HybridKem.SECP256R1_MLKEM768));
        assertEquals(List.of(1665, 1665, 80), lengths(HybridKem.SECP384R1_MLKEM1024));
    }

    private static List<Integer> lengths(Kem kem) {
        return List.of(kem.encapsulationKeyLength(), kem.ciphertextLength(), kem.sharedSecretLength());
    }

    @Test
    void x25519ComesLast() {
        var parts = HmacDrbg.deterministic(Bytes.utf8("x"));
        var lattice = MlKem.ML_KEM_768.generate(parts);
        var scalar = parts.secret(32);
        var publicKey = postern.crypto.ec.X25519.publicKey(scalar);
        var random = HmacDrbg.deterministic(Bytes.utf8("server"));
        var made =
                HybridKem.X25519_MLKEM768.encapsulate(lattice.encapsulationKey().concat(publicKey), random);
        assertEquals(
                shown(made.sharedSecret()),
                shown(lattice.decapsulate(made.ciphertext().slice(0, 1088)))
                        .concat(shown(postern.crypto.ec.X25519.agree(
                                scalar, made.ciphertext().from(1088)))));
    }

    @Test
    void nistsCurvesComeFirst() {
        var parts = HmacDrbg.deterministic(Bytes.utf8("p"));
        var scalar = Ecdh.generate(Curve.P384, parts);
        var lattice = MlKem.ML_KEM_1024.generate(parts);
        var random = HmacDrbg.deterministic(Bytes.utf8("server"));
        var made = HybridKem.SECP384R1_MLKEM1024.encapsulate(
                Ecdh.publicKey(Curve.P384, scalar).concat(lattice.encapsulationKey()), random);
        assertEquals(
                shown(made.sharedSecret()),
                shown(Ecdh.agree(Curve.P384, scalar, made.ciphertext().slice(0, 97)))
                        .concat(shown(lattice.decapsulate(made.ciphertext().from(97)))));
    }

    @Test
    void aBadHalfIsRefused() {
        var random = HmacDrbg.deterministic(Bytes.utf8("bad"));
        for (var kem :
                List.of(HybridKem.X25519_MLKEM768, HybridKem.SECP256R1_MLKEM768, HybridKem.SECP384R1_MLKEM1024)) {
            var ones = new byte[kem.encapsulationKeyLength()];
            java.util.Arrays.fill(ones, (byte) 0xff);
            assertThrows(InvalidShareException.class, () -> kem.encapsulate(Bytes.copyOf(ones), random));
            assertThrows(
                    InvalidShareException.class,
                    () -> kem.encapsulate(Bytes.copyOf(new byte[ones.length]), random),
                    "zero is a lattice's key, but no curve's");
        }
    }

    private static Bytes shown(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }
}
