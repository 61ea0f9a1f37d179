package postern.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;

/// Writing a record allocates what goes out, reading one allocates nothing.
class RecordAllocationTest {
    private static final int RECORDS = 64;

    /// The lowest of so many counts: in one of them a cipher may begin to train its fast form, or change to it.
    private static final int ROUNDS = 5;

    /// What the measuring itself, and an object or two for each array that is given away, may cost for each
    /// record.
    private static final int SMALL = 128;

    static Stream<ProtectionTest.Construction> constructions() {
        return ProtectionTest.constructions().filter(each -> each.suite().bulk().isAead());
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void theSteadyStateAllocatesOnlyTheOutput(ProtectionTest.Construction suite) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean);
        var writer = ProtectionTest.writer(suite);
        var reader = ProtectionTest.reader(suite);
        var content =
                Span.of(ProtectionTest.content(RecordProtection.MAX_PLAINTEXT).toArray());
        var records = new Bytes[RECORDS];
        write(writer, content, records);
        read(reader, records);

        long written = Long.MAX_VALUE;
        long cost = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = allocated();
            write(writer, content, records);
            written = Math.min(written, (allocated() - before) / RECORDS);
            var arrays = new byte[RECORDS][];
            for (int i = 0; i < RECORDS; i++) {
                arrays[i] = records[i].toArray();
            }
            before = allocated();
            assertEquals(RECORDS, read(reader, arrays));
            cost = Math.min(cost, (allocated() - before) / RECORDS);
        }
        assertTrue(written < records[0].length() + SMALL, "written: " + written + " octets for each record");
        assertTrue(cost < SMALL, "read: " + cost + " octets for each record");
    }

    private static void write(RecordWriter writer, Span content, Bytes[] records) {
        for (int i = 0; i < RECORDS; i++) {
            writer.write(ContentType.APPLICATION_DATA, content);
            records[i] = writer.drain();
        }
    }

    private static void read(RecordReader reader, Bytes[] records) {
        for (var record : records) {
            var in = record.toArray();
            reader.supply(in, 0, in.length);
            assertTrue(reader.next());
        }
    }

    private static int read(RecordReader reader, byte[][] records) {
        int count = 0;
        for (var in : records) {
            reader.supply(in, 0, in.length);
            while (reader.next()) {
                count++;
            }
        }
        return count;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
