package postern.smtp.outbound;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.expand.Environment;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Value;
import postern.smtp.list.HostNames;
import postern.smtp.list.ListMatcher;
import postern.smtp.list.LocalHost;

/// Host lists of transports, asked for 192.0.2.1 that was found as `mx.far.example`.
class KnownNameTest {
    @ParameterizedTest
    @CsvSource({"*.far.example, yes", "^mx, yes", "*.near.example, no", "192.0.2.0/24, yes", "! *.example : *, no"})
    void theNameThatLedToTheHostCounts(String list, String answer) {
        var matcher = new ListMatcher(
                new LocalHost("here.example", Set.of()), new KnownName("mx.far.example", HostNames.NONE));
        var outcome = matcher.match(ListKind.HOST, Value.trusted("192.0.2.1"), Value.trusted(list), Environment.bare());
        var expected = answer.equals("yes") ? ListMatching.Matched.class : ListMatching.NotMatched.class;
        assertInstanceOf(expected, outcome);
    }
}
