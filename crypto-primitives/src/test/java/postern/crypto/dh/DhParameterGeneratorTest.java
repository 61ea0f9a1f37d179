package postern.crypto.dh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.dh.DhGroupCheck.GeneratorKind;
import postern.crypto.dh.DhGroupCheck.ModulusKind;
import postern.crypto.dh.DhParameterGenerator.Generator;
import postern.crypto.dh.DhParameterGenerator.Progress;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.peer.PeerProcess;

/// Groups of our own making, checked by us and by OpenSSL.
class DhParameterGeneratorTest {
    @TempDir
    Path directory;

    private static RandomSource seeded(String seed) {
        return HmacDrbg.deterministic(Bytes.utf8(seed));
    }

    @ParameterizedTest
    @EnumSource
    void aNewGroupIsSafeAndItsGeneratorHasTheOrderQ(Generator generator) throws Exception {
        var events = new ArrayList<Progress>();
        var group = new DhParameterGenerator(512, generator, seeded("a"), events::add).generate();
        var check = DhGroupCheck.of(group, seeded("b"));
        assertEquals(ModulusKind.SAFE_PRIME, check.modulus());
        assertEquals(GeneratorKind.SUBGROUP, check.generator());
        assertEquals(512, group.bits());
        assertEquals(Bytes.of(generator.value()), group.g());
        assertEquals(Progress.FOUND, events.getLast());
        assertEquals(Progress.CANDIDATE, events.getFirst());
        assertTrue(IntStream.range(0, events.size())
                        .filter(i -> events.get(i) == Progress.HALF)
                        .count()
                >= 2);
        assertOpenSslAccepts(group);
        var again = new DhParameterGenerator(512, generator, seeded("a"), event -> {}).generate();
        assertEquals(group.p(), again.p(), "the same seed makes the same group");
        var other = new DhParameterGenerator(512, generator, seeded("c"), event -> {}).generate();
        assertNotEquals(group.p(), other.p());
    }

    private void assertOpenSslAccepts(DhGroup group) throws Exception {
        var file = Files.writeString(directory.resolve("dh.pem"), group.toPem());
        var said = PeerProcess.run(
                        Duration.ofSeconds(20), "", "openssl", "dhparam", "-in", file.toString(), "-check", "-noout")
                .orThrow()
                .output();
        assertTrue(said.contains("DH parameters appear to be ok"), said);
    }

    @Test
    void whatTheSieveLeavesHasNoSmallDivisorAndNothingElseIsLeftOut() {
        var start = new BigInteger(200, new Random(1))
                .multiply(BigInteger.valueOf(24))
                .subtract(BigInteger.ONE);
        var sieve = new SafePrimeSieve(200, 24);
        var left = sieve.candidates(start).toList();
        var expected = IntStream.range(0, sieve.window())
                .mapToObj(i -> start.add(BigInteger.valueOf(24L * i)))
                .filter(p -> hasNoDivisor(p) && hasNoDivisor(p.shiftRight(1)))
                .toList();
        assertEquals(expected, left);
    }

    private static boolean hasNoDivisor(BigInteger n) {
        return IntStream.range(2, 1 << 14)
                .allMatch(d -> n.mod(BigInteger.valueOf(d)).signum() != 0);
    }

    @Test
    void generationCanBeCancelled() {
        var byProgress = new DhParameterGenerator(4096, Generator.TWO, seeded("x"), event -> {
            throw new CancellationException("enough");
        });
        assertThrows(CancellationException.class, byProgress::generate);
        var main = Thread.currentThread();
        var byInterrupt = new DhParameterGenerator(2048, Generator.TWO, seeded("x"), event -> main.interrupt());
        assertThrows(CancellationException.class, byInterrupt::generate);
        assertTrue(Thread.interrupted());
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 8193})
    void otherSizesAreRefused(int bits) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DhParameterGenerator(bits, Generator.TWO, seeded("x"), event -> {}));
    }

    @Test
    void theCheckFindsFaults() {
        var random = seeded("y");
        var composite = BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE);
        assertEquals(ModulusKind.COMPOSITE, check(composite, 2).modulus());
        assertEquals(2, check(composite, 2).faults().size(), "composite and short");
        var unsafe = new BigInteger(600, new Random(1)).nextProbablePrime();
        assertEquals(ModulusKind.PRIME, check(unsafe, 2).modulus());
        var ike2 = StandardGroups.named("ike2").orElseThrow();
        var p = new BigInteger(1, ike2.p().toArray());
        assertEquals(GeneratorKind.WHOLE_GROUP, check(p, 5).generator());
        var ike22 = DhGroupCheck.of(StandardGroups.named("ike22").orElseThrow(), random);
        assertEquals(ModulusKind.PRIME_WITH_SUBGROUP, ike22.modulus());
        assertEquals(GeneratorKind.SUBGROUP, ike22.generator());
        assertEquals(2, ike22.faults().size(), "short and of unknown origin");
    }

    private static DhGroupCheck check(BigInteger p, int g) {
        return DhGroupCheck.of(DhGroup.of(DhGroup.octets(p), Bytes.of(g)), seeded("z"));
    }

    @Test
    void theFormOfX942IsRead() throws Exception {
        var file = directory.resolve("x942.pem");
        PeerProcess.run(
                        Duration.ofSeconds(20),
                        "",
                        "openssl",
                        "genpkey",
                        "-genparam",
                        "-algorithm",
                        "DHX",
                        "-pkeyopt",
                        "dh_rfc5114:3",
                        "-out",
                        file.toString())
                .orThrow();
        var group = DhGroup.fromPem(Files.readString(file), "x942.pem");
        assertEquals("ike24", group.name());
    }

    /// Medians of twenty, ours and `openssl dhparam 2048` in turn. It has one thread, ours as many as the
    /// machine: so this says something only where nothing else runs.
    @Test
    @Tag("deep")
    void twentyGroupsOf2048BitsTakeNotTwiceAsLongAsWithOpenSsl() throws Exception {
        var ours = new double[20];
        var theirs = new double[20];
        for (int i = 0; i < ours.length; i++) {
            var generator = new DhParameterGenerator(2048, Generator.TWO, seeded("deep" + i), event -> {});
            ours[i] = seconds(generator::generate);
            theirs[i] = seconds(() -> PeerProcess.run(Duration.ofMinutes(10), "", "openssl", "dhparam", "2048")
                    .orThrow());
        }
        Arrays.sort(ours);
        Arrays.sort(theirs);
        var result = "median of 20: ours %.2f s, openssl %.2f s%n".formatted(median(ours), median(theirs));
        Files.writeString(Path.of("target/dhparam.txt"), result);
        assertTrue(median(ours) < 2 * median(theirs), result);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] sorted) {
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
