package postern.crypto.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.KeyException;
import postern.crypto.key.PublicKey;
import postern.vectors.fuzz.FuzzTarget;

/// A SubjectPublicKeyInfo: one that is taken is the same when it is written again.
public final class PublicKeyFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        try {
            var key = PublicKey.fromSpki(Bytes.copyOf(input));
            if (!PublicKey.fromSpki(key.spki()).equals(key)) {
                throw new AssertionError("another key when written again: " + key.describe());
            }
        } catch (KeyException e) {
            // refused, with the reason
        }
    }
}
