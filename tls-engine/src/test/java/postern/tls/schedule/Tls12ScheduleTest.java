package postern.tls.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.Finished;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

class Tls12ScheduleTest {
    private static final Randoms RANDOMS = new Randoms(Bytes.adopt(filled(1)), Bytes.adopt(filled(2)));

    static Stream<Vector> prf() {
        return VectorFile.read("tls/prf12.txt").stream();
    }

    static Stream<Vector> masterSecrets() {
        return VectorFile.read("tls/master_secret12.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("prf")
    void thePrfGivesThePublishedOctets(Vector vector) {
        var seed = new Prf.Seed(vector.text("label"), bytes(vector, "seed"));
        var expected = bytes(vector, "output");
        for (int length = 0; length <= expected.length(); length++) {
            var output = prfOf(vector).expand(secret(vector, "secret"), seed, length);
            assertEquals(expected.slice(0, length), show(output));
        }
    }

    @ParameterizedTest
    @MethodSource("masterSecrets")
    void theExtendedMasterSecretAndItsKeyBlockAreThePublishedOnes(Vector vector) {
        var prf = prfOf(vector);
        var master = MasterSecret.extended(prf, secret(vector, "pre-master-secret"), bytes(vector, "session-hash"));
        assertEquals(bytes(vector, "master-secret"), show(master));
        var seed = KeyBlock.seed(new Randoms(bytes(vector, "client-random"), bytes(vector, "server-random")));
        var expected = bytes(vector, "key-block");
        assertEquals(expected, show(prf.expand(master, seed, expected.length())));
    }

    @Test
    void theKeyBlockIsCutInTheOrderOfTheRfc() {
        try (var master = master(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)) {
            var whole = show(new Prf(HashAlgorithm.SHA256).expand(master.value(), KeyBlock.seed(RANDOMS), 40));
            var block = master.keyBlock(RANDOMS);
            assertEquals(whole.slice(0, 16), show(block.client().key()));
            assertEquals(whole.slice(16, 16), show(block.server().key()));
            assertEquals(whole.slice(32, 4), show(block.client().iv()));
            assertEquals(whole.slice(36, 4), show(block.server().iv()));
            assertEquals(ProtocolVersion.TLS12, block.client().version());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TLS_ECDHE_(RSA|ECDSA)_WITH_(AES.*GCM|CHACHA).*")
    void everySuiteGetsKeysOfItsLengths(CipherSuite suite) {
        int iv = suite.bulk() == Bulk.CHACHA20_POLY1305 ? 12 : suite.bulk().isAead() ? 4 : 0;
        var block = master(suite).keyBlock(RANDOMS);
        for (var keys : new RecordKeys[] {block.client(), block.server()}) {
            assertEquals(suite, keys.suite());
            assertEquals(suite.bulk().keyLength(), keys.key().length());
            assertEquals(suite.mac().keyLength(), keys.mac().secret().length());
            assertEquals(iv, keys.iv().length());
        }
    }

    /// The first IVs are cut from the key block in TLS 1.0 alone (RFC 2246 §6.3, RFC 4346 §6.3).
    @Test
    void blockCiphersHaveAnIvOfTheirOwnInTls10() {
        var suite = CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA;
        for (var version : new ProtocolVersion[] {ProtocolVersion.TLS10, ProtocolVersion.TLS11}) {
            var spec = new CipherSpec(version, suite, MacOrder.MAC_THEN_ENCRYPT);
            int iv = version == ProtocolVersion.TLS10 ? 16 : 0;
            try (var master = MasterSecret.classic(spec, Secret.zeros(48), RANDOMS)) {
                var whole = show(Prf.md5AndSha1().expand(master.value(), KeyBlock.seed(RANDOMS), 72 + 2 * iv));
                var block = master.keyBlock(RANDOMS);
                assertEquals(whole.slice(0, 20), show(block.client().mac().secret()));
                assertEquals(whole.slice(20, 20), show(block.server().mac().secret()));
                assertEquals(whole.slice(40, 16), show(block.client().key()));
                assertEquals(whole.slice(56, 16), show(block.server().key()));
                assertEquals(whole.slice(72, iv), show(block.client().iv()));
                assertEquals(whole.slice(72 + iv, iv), show(block.server().iv()));
            }
        }
    }

    @Test
    void theClassicMasterSecretHangsOnBothRandoms() {
        var suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        var seed = new Prf.Seed("master secret", Bytes.concat(RANDOMS.client(), RANDOMS.server()));
        var expected = show(new Prf(HashAlgorithm.SHA256).expand(Secret.zeros(32), seed, 48));
        assertEquals(expected, show(master(suite).value()));
        var swapped = new Randoms(/* client= */ RANDOMS.server(), /* server= */ RANDOMS.client());
        assertNotEquals(
                expected,
                show(MasterSecret.classic(CipherSpec.of(suite), Secret.zeros(32), swapped)
                        .value()));
    }

    @Test
    void aFinishedMessageVerifiesOnlyAgainstItsTranscriptAndItsSide() {
        var master = master(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384);
        var said = Transcript.of(HashAlgorithm.SHA384, Bytes.utf8("all that was said"));
        var finished = master.clientFinished().finished(said);
        assertEquals(12, finished.verifyData().length());
        assertEquals(
                finished.verifyData(),
                master.clientFinished().verify(finished, said).verifyData());
        refuses(() -> master.serverFinished().verify(finished, said));
        refuses(() -> master.clientFinished().verify(finished, said.with(Bytes.of(0))));
        for (int length = 0; length < 12; length++) {
            var cut = new Finished(finished.verifyData().slice(0, length));
            refuses(() -> master.clientFinished().verify(cut, said));
        }
    }

    @Test
    void randomsHaveTheirLength() {
        assertThrows(IllegalArgumentException.class, () -> new Randoms(Bytes.EMPTY, RANDOMS.server()));
    }

    private static void refuses(Executable action) {
        assertEquals(
                Violation.FINISHED_MISMATCH,
                assertThrows(TlsException.class, action).violation());
    }

    private static MasterSecret master(CipherSuite suite) {
        return MasterSecret.classic(CipherSpec.of(suite), Secret.zeros(32), RANDOMS);
    }

    private static Prf prfOf(Vector vector) {
        return new Prf(HashAlgorithm.valueOf(vector.text("algorithm")));
    }

    private static Secret secret(Vector vector, String name) {
        return Secret.copyOf(vector.octets(name));
    }

    private static Bytes bytes(Vector vector, String name) {
        return Bytes.copyOf(vector.octets(name));
    }

    private static Bytes show(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }

    private static byte[] filled(int value) {
        var octets = new byte[32];
        Arrays.fill(octets, (byte) value);
        return octets;
    }
}
