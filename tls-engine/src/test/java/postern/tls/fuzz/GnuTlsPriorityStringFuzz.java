package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import postern.tls.policy.GnuTlsPriorityString;
import postern.tls.policy.PolicyException;
import postern.vectors.fuzz.FuzzTarget;

/// A priority string: refused at a place within it, or evaluated; said twice it says the same.
public final class GnuTlsPriorityStringFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        var text = new String(input, StandardCharsets.ISO_8859_1);
        try {
            var once = GnuTlsPriorityString.of(text, Optional.empty()).evaluate();
            var twice = GnuTlsPriorityString.of(text, Optional.empty()).evaluate();
            if (!once.equals(twice)) {
                throw new AssertionError("evaluated twice it is " + once + " and " + twice);
            }
        } catch (PolicyException e) {
            if (e.position() > text.length()) {
                throw new AssertionError("refused beyond the end, at " + e.position(), e);
            }
        }
        try {
            GnuTlsPriorityString.of("@SYSTEM", Optional.of("[priorities]\nSYSTEM = " + text))
                    .evaluate();
        } catch (PolicyException e) {
            // refused, with the reason
        }
    }
}
