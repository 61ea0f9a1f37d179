package postern.tls.pki.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import postern.crypto.asn1.DerWriter;
import postern.tls.pki.Lab;
import postern.tls.pki.issue.CrlBuilder;

/// Lists as large as the largest there are: what they cost in memory, and that finding does not grow with them.
class LargeCrlTest {
    private static final int MANY = 1_000_000;

    private static Crl list(int size) {
        var builder = new CrlBuilder(Lab.NOW, Lab.NOW.plusSeconds(3600));
        var revocation = new Revocation(Lab.NOW, RevocationReason.UNSPECIFIED);
        for (int i = 0; i < size; i++) {
            builder.revoke(serial(i), revocation);
        }
        return builder.issuedBy(Lab.root("root"), Lab.RANDOM);
    }

    /// Spread over 64 bits, like the numbers of real authorities.
    private static BigInteger serial(int i) {
        return new BigInteger(
                1,
                DerWriter.write(out -> out.integer(i * 0x9e3779b97f4a7c15L + 1)).toArray());
    }

    @Test
    void tenThousandEntriesAreAllFound() {
        assertAllFound(list(10_000), 10_000);
    }

    @Test
    @Tag("deep")
    void aMillionEntriesCostTheirOctetsAndSixteenMoreEach() throws IOException {
        var der = list(MANY).der();
        long before = usedMemory();
        var list = Crl.parse(der);
        long index = usedMemory() - before;
        assertTrue(index < 17L * MANY, () -> index + " octets beside the list itself");
        assertAllFound(list, MANY);
        double small = nanosPerLookup(list(1_000), 1_000);
        double large = nanosPerLookup(list, MANY);
        Files.writeString(
                Path.of("target/large-crl.txt"),
                "%d entries, %d octets of DER, %d octets of index (%.1f an entry), %.0f ns a lookup; %.0f ns of a thousand%n"
                        .formatted(MANY, der.length(), index, (double) index / MANY, large, small));
        assertTrue(large < 40 * small, () -> "a million: " + large + " ns, a thousand: " + small + " ns");
    }

    private static void assertAllFound(Crl list, int size) {
        assertEquals(size, list.size());
        for (int i = 0; i < size; i++) {
            assertTrue(list.find(serial(i)).isPresent());
            assertTrue(list.find(serial(i).add(BigInteger.ONE)).isEmpty());
        }
    }

    private static double nanosPerLookup(Crl list, int size) {
        long start = System.nanoTime();
        for (int i = 0; i < 200_000; i++) {
            assertTrue(list.find(serial(i % size)).isPresent());
        }
        return (System.nanoTime() - start) / 200_000.0;
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void numbersThatDifferInOneBitAreToldApart() {
        var list = list(100);
        for (int bit = 0; bit < 64; bit++) {
            assertTrue(list.find(serial(7).flipBit(bit)).isEmpty());
        }
    }
}
