package postern.tls.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;

class RecordInputTest {
    /// A stream that gives a few octets at a time, with a time-out before each piece.
    private static final class Reluctant extends InputStream {
        private final InputStream in;
        private final int piece;
        private boolean ready;

        Reluctant(byte[] octets, int piece) {
            this.in = new ByteArrayInputStream(octets);
            this.piece = piece;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("octet by octet would be slow");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            ready = !ready;
            if (ready) {
                throw new SocketTimeoutException("not yet");
            }
            return in.read(target, offset, Math.min(piece, length));
        }
    }

    @Property(tries = 100)
    void takesRecordsAndNothingBehindThem(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 400) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 90) int piece)
            throws IOException {
        var records = new ByteArrayOutputStream();
        for (int length : lengths) {
            records.write(new byte[] {23, 3, 3, (byte) (length >> 8), (byte) length});
            records.write(new byte[length]);
        }
        int total = records.size();
        records.write("221 Bye\r\n".getBytes(StandardCharsets.US_ASCII));
        var stream = new Reluctant(records.toByteArray(), piece);
        var input = new RecordInput(stream);
        var taken = new ByteArrayOutputStream();
        while (taken.size() < total) {
            taken.write(input.buffer(), 0, patientlyRead(input));
        }
        assertEquals(total, taken.size(), "stops exactly at the end of a record");
        assertArrayEquals(Bytes.copyOf(records.toByteArray()).slice(0, total).toArray(), taken.toByteArray());
        assertEquals("221 Bye\r\n".length(), stream.in.available());
    }

    private static int patientlyRead(RecordInput input) throws IOException {
        while (true) {
            try {
                return input.read();
            } catch (SocketTimeoutException e) {
                // Nothing is lost by it.
            }
        }
    }

    @Test
    void theEndInsideAHeaderIsToldWithTheOctetsThatCame() throws IOException {
        var input = new RecordInput(new ByteArrayInputStream(new byte[] {22, 3}));
        assertEquals(2, input.read());
        assertEquals(-1, input.read());
    }

    @Test
    void theEndInsideABodyIsTold() throws IOException {
        var input = new RecordInput(new ByteArrayInputStream(new byte[] {22, 3, 1, 0, 9, 1, 2}));
        assertEquals(5, input.read());
        assertEquals(2, input.read());
        assertEquals(-1, input.read());
    }

    @Test
    void aTimeOutPassesThrough() {
        var input = new RecordInput(new Reluctant(new byte[0], 1));
        assertThrows(SocketTimeoutException.class, input::read);
    }
}
