package postern.crypto.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.vectors.fuzz.FuzzTarget;

/// A PEM file: what is found in it can be written and found again.
public final class PemFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        List<Pem> found;
        try {
            found = Pem.parseAll(Bytes.copyOf(input));
        } catch (IllegalArgumentException e) {
            return; // a damaged block, named
        }
        for (var pem : found) {
            var again = Pem.parseAll(pem.encode());
            if (again.size() != 1
                    || !again.getFirst().der().equals(pem.der())
                    || pem.der().length() > input.length) {
                throw new AssertionError("written and read again it is " + again);
            }
        }
    }
}
