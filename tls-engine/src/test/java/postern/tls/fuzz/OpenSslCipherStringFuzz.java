package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import postern.tls.param.CipherSuite;
import postern.tls.policy.OpenSslCipherString;
import postern.tls.policy.PolicyException;
import postern.tls.policy.SuiteWorld;
import postern.vectors.fuzz.FuzzTarget;

/// A cipher string: refused at a place within it, or evaluated; and the suites it selects, named one by one,
/// select the same in the same order.
public final class OpenSslCipherStringFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        var text = new String(input, StandardCharsets.ISO_8859_1);
        for (var world : SuiteWorld.values()) {
            evaluate(text, world);
        }
    }

    private static void evaluate(String text, SuiteWorld world) {
        try {
            var selected = OpenSslCipherString.of(text, world).evaluate().suites();
            if (selected.isEmpty()) {
                return;
            }
            var named = selected.stream()
                    .map(CipherSuite::openSslName)
                    .collect(Collectors.joining(":", "", ":@SECLEVEL=0"));
            var again = OpenSslCipherString.of(named, world).evaluate().suites();
            if (!again.equals(selected)) {
                throw new AssertionError(named + " selects " + again);
            }
        } catch (PolicyException e) {
            if (e.position() > text.length()) {
                throw new AssertionError("refused beyond the end, at " + e.position(), e);
            }
        }
    }
}
