package postern.crypto.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.dh.DhGroup;
import postern.vectors.fuzz.FuzzTarget;

/// Diffie–Hellman parameters, as a PEM file and as the DER in one.
public final class DhParametersFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        read(new String(input, StandardCharsets.ISO_8859_1));
        read(new Pem("DH PARAMETERS", Bytes.copyOf(input)).encode());
        read(new Pem("X9.42 DH PARAMETERS", Bytes.copyOf(input)).encode());
    }

    private static void read(String text) {
        try {
            var group = DhGroup.fromPem(text, "fuzz.pem");
            var again = DhGroup.fromPem(group.toPem(), "fuzz.pem");
            if (!again.p().equals(group.p()) || !again.g().equals(group.g())) {
                throw new AssertionError("another group when written again: " + group);
            }
        } catch (IllegalArgumentException e) {
            // refused, with the reason
        }
    }
}
