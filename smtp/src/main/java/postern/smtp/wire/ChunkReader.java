package postern.smtp.wire;

import java.io.IOException;

/// Reads the octets of one BDAT chunk: as many as were announced, whatever they are (RFC 3030 §2).
///
/// Confined to the connection's thread; serves one chunk.
public final class ChunkReader {
    private final WireInput in;
    private final OctetSink sink;

    /// A reader that gives the chunk's octets to the sink.
    public ChunkReader(WireInput in, OctetSink sink) {
        this.in = in;
        this.sink = sink;
    }

    /// Reads `size` octets.
    public End read(long size) throws IOException {
        long left = size;
        while (left > 0) {
            if (!in.fill()) {
                return End.CUT_OFF;
            }
            int count = (int) Math.min(left, in.buffered());
            sink.accept(in.buffer, in.start, count);
            in.start += count;
            left -= count;
        }
        return End.COMPLETE;
    }
}
