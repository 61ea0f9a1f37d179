package postern.tls;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.RandomSource;

/// Gives the octets of a published trace in its order, and afterwards, or where another length is asked for, ones
/// that do not matter: blinding changes no result.
public final class ScriptedRandom implements RandomSource {
    private final Queue<Bytes> script;

    /// Gives these, one after the other.
    public ScriptedRandom(Bytes... script) {
        this.script = new ArrayDeque<>(List.of(script));
    }

    @Override
    public void fill(byte[] out) {
        var next = script.peek();
        if (next != null && next.length() == out.length) {
            script.remove().copyTo(out, 0);
        } else {
            java.util.Arrays.fill(out, (byte) 0x55);
        }
    }

    /// Whether everything was used.
    public boolean isUsedUp() {
        return script.isEmpty();
    }
}
