package postern.smtp.wire;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A stream that hands out its octets in pieces of varying size, as a network does.
final class Pieces extends InputStream {
    private final byte[] octets;
    private final Random cut;
    private int at;

    Pieces(byte[] octets, long seed) {
        this.octets = octets.clone();
        this.cut = new Random(seed);
    }

    static WireInput of(String text, long seed) {
        return new WireInput(new Pieces(text.getBytes(StandardCharsets.ISO_8859_1), seed));
    }

    static WireInput whole(String text) {
        return new WireInput(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// How many octets were not asked for yet.
    int left() {
        return octets.length - at;
    }

    @Override
    public int read() {
        return at < octets.length ? octets[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == octets.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, octets.length - at), 1 + cut.nextInt(5));
        System.arraycopy(octets, at, target, offset, count);
        at += count;
        return count;
    }
}
