package postern.tls;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;

/// Collects what one call of the engine has to give to the application. Owned by the engine.
final class DataBuffer {
    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private int length;

    void add(Span content) {
        if (array.length - length < content.length()) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + content.length()));
        }
        System.arraycopy(content.array(), content.offset(), array, length, content.length());
        length += content.length();
    }

    int length() {
        return length;
    }

    /// Gives everything away and begins anew.
    Bytes drain() {
        var collected = length == 0 ? Bytes.EMPTY : Bytes.adopt(array).slice(0, length);
        array = NOTHING;
        length = 0;
        return collected;
    }
}
