package postern.crypto.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.function.Function;
import postern.crypto.bytes.Secret;
import postern.crypto.key.KeyException;
import postern.crypto.key.PrivateKey;
import postern.vectors.fuzz.FuzzTarget;

/// A private key in each of its three encodings: one that is taken is the same after PKCS #8; one that is
/// refused is not told in the refusal.
public final class PrivateKeyFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        read(input, PrivateKey::fromPkcs8);
        read(input, PrivateKey::fromSec1);
        read(input, PrivateKey::fromPkcs1);
    }

    private static void read(byte[] input, Function<Secret, PrivateKey> reader) {
        try (var secret = Secret.copyOf(input);
                var key = reader.apply(secret);
                var written = key.pkcs8();
                var again = PrivateKey.fromPkcs8(written);
                var twice = again.pkcs8()) {
            if (!Arrays.equals(written.expose(), twice.expose())) {
                throw new AssertionError("another key after PKCS #8");
            }
            if (!again.belongsTo(key.publicKey())) {
                throw new AssertionError("another public key after PKCS #8");
            }
        } catch (KeyException e) {
            // refused, with the reason
        }
    }
}
