package postern.crypto.dh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// Exchanges with the JDK and with NIST, and public keys that must be refused.
class DhKeyPairTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("DhKeyPairTest"));

    static Stream<Vector> agreeing() {
        return VectorFile.read("dh/agree.txt").stream();
    }

    static Stream<Vector> invalid() {
        return VectorFile.read("dh/invalid.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("agreeing")
    void secretsAreThoseOfNist(Vector vector) {
        try (var pair = DhKeyPair.of(group(vector), Secret.adopt(vector.octets("privateKey")));
                var secret = pair.agree(Bytes.adopt(vector.octets("peer")))) {
            assertArrayEquals(vector.octets("secret"), secret.expose());
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void keysOutsideTheSubgroupAreRefused(Vector vector) {
        try (var pair = DhKeyPair.generate(group(vector), random)) {
            var peer = Bytes.adopt(vector.octets("peer"));
            assertThrows(InvalidPublicKeyException.class, () -> pair.agree(peer));
        }
    }

    private static DhGroup group(Vector vector) {
        return DhGroup.subgroup(
                "",
                new BigInteger(1, vector.octets("p")),
                new BigInteger(1, vector.octets("g")),
                new BigInteger(1, vector.octets("q")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ike2", "ike5", "ike22", "ffdhe2048", "ike23", "ike24", "exim.dev.20160529.1", "ffdhe3072"})
    void theJdkAgrees(String name) throws GeneralSecurityException {
        var group = StandardGroups.named(name).orElseThrow();
        var p = new BigInteger(1, group.p().toArray());
        var g = new BigInteger(1, group.g().toArray());
        var generator = KeyPairGenerator.getInstance("DH");
        generator.initialize(new DHParameterSpec(p, g, 256));
        var jdk = generator.generateKeyPair();
        try (var ours = DhKeyPair.generate(group, random)) {
            assertEquals(group.p().length(), ours.publicKey().length());
            var agreement = KeyAgreement.getInstance("DH");
            agreement.init(jdk.getPrivate());
            var y = new BigInteger(1, ours.publicKey().toArray());
            agreement.doPhase(KeyFactory.getInstance("DH").generatePublic(new DHPublicKeySpec(y, p, g)), true);
            var expected = new BigInteger(1, agreement.generateSecret());
            var peer = Bytes.adopt(((DHPublicKey) jdk.getPublic()).getY().toByteArray());
            try (var padded = ours.agree(peer);
                    var stripped = ours.agreeStripped(peer)) {
                assertEquals(group.p().length(), padded.length());
                assertEquals(expected, new BigInteger(1, padded.expose()));
                assertEquals(DhGroup.octets(expected), Bytes.copyOf(stripped.expose()));
            }
        }
    }

    @Test
    void keysThatGiveNoSecretAreRefused() {
        var group = StandardGroups.named("ike2").orElseThrow();
        var p = new BigInteger(1, group.p().toArray());
        try (var pair = DhKeyPair.generate(group, random)) {
            for (var y : new BigInteger[] {
                BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.TWO)
            }) {
                var refusal =
                        assertThrows(InvalidPublicKeyException.class, () -> pair.agree(Bytes.adopt(y.toByteArray())));
                assertEquals("Diffie-Hellman public key is not from 2 to p - 2 (RFC 7919 §5.1)", refusal.getMessage());
            }
            assertThrows(InvalidPublicKeyException.class, () -> pair.agree(Bytes.EMPTY));
        }
    }

    @Test
    void groupsOfWhichNothingIsKnownServeToo() {
        var p = new BigInteger("2".repeat(200)).nextProbablePrime();
        var group = DhGroup.of(DhGroup.octets(p), Bytes.of(3));
        try (var alice = DhKeyPair.generate(group, random);
                var bob = DhKeyPair.generate(group, random);
                var first = alice.agree(bob.publicKey());
                var second = bob.agree(alice.publicKey())) {
            assertArrayEquals(first.expose(), second.expose());
        }
    }

    /// The stripped form loses nothing but zeros: g⁰⁰…¹ = 2 is the shortest secret there is.
    @Test
    void leadingZerosAreStripped() {
        var group = StandardGroups.named("ike2").orElseThrow();
        try (var one = DhKeyPair.of(group, Secret.ofPublic(Bytes.of(1)));
                var stripped = one.agreeStripped(Bytes.of(2));
                var padded = one.agree(Bytes.of(2))) {
            assertArrayEquals(new byte[] {2}, stripped.expose());
            assertEquals(128, padded.length());
        }
    }
}
