package postern.smtp.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.expand.Environment;
import postern.smtp.expand.IpAddress;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Lookups;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;

/// What lists say where names, addresses of this host, taint and memory come in. The rest is compared with Exim in
/// `EximListTest`.
class ListMatcherTest {
    private static final Origin ORIGIN = new Origin("exim.conf", 1, "domainlist");

    /// 192.0.2.1 is mx.good.example, 192.0.2.2 cannot be asked for, anything else has no name.
    private static final HostNames NAMES = new HostNames() {
        @Override
        public Answer<String> namesOf(IpAddress address) {
            return switch (address.toString()) {
                case "192.0.2.1" -> new Known<>(List.of("alias.other.example", "mx.good.example"));
                case "192.0.2.2" -> new TryAgain<>("timed out");
                default -> new Unknown<>();
            };
        }

        @Override
        public Answer<IpAddress> addressesOf(String name) {
            return name.equals("mx.good.example")
                    ? new Known<>(List.of(address("192.0.2.1"), address("2001:db8::1")))
                    : new Unknown<>();
        }
    };

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private final List<String> asked = new ArrayList<>();

    private final Map<String, String> named = Map.of(
            "local", "here.example : *.here.example",
            "circle", "+circle",
            "variable", "${if eq{$sender_helo_name}{a}{x.example}{y.example}}");

    private final Environment environment = Environment.bare()
            .withVariables(Variables.of(Map.of("sender_helo_name", Value.fromPeer("a"))))
            .withLookups((query, environment) -> {
                asked.add(query.type().driver().word() + " " + query.file() + " "
                        + query.key().text());
                return new Lookups.NotFound();
            })
            .withNamedLists((kind, name) -> named.containsKey(name) ? template(named.get(name)) : null);

    private static Template template(String text) {
        return Template.read(text, ORIGIN);
    }

    private final ListMatcher matcher =
            new ListMatcher(new LocalHost("me.example", Set.of(address("127.0.0.1"), address("192.0.2.9"))), NAMES);

    private String answer(ListKind kind, String subject, String list) {
        return switch (matcher.match(kind, Value.fromPeer(subject), Value.trusted(list), environment)) {
            case ListMatching.Matched _ -> "yes";
            case ListMatching.NotMatched _ -> "no";
            case ListMatching.Deferred(var message) -> message;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | *.good.example | yes",
                "192.0.2.1 | ^mx | yes",
                "192.0.2.1 | mx.good.example | yes",
                "192.0.2.3 | mx.good.example | no",
                "192.0.2.3 | *.good.example : 192.0.2.3 | no",
                "192.0.2.3 | 192.0.2.3 : *.good.example | yes",
                "192.0.2.3 | +include_unknown : *.good.example | yes",
                "192.0.2.3 | +ignore_unknown : *.good.example : 192.0.2.3 | yes",
                "192.0.2.3 | +ignore_unknown : !*.good.example | yes",
                "192.0.2.2 | *.good.example | host name lookup deferred: timed out",
                "192.0.2.2 | +include_defer : *.good.example | yes",
                "192.0.2.2 | +ignore_defer : *.good.example | no",
                "192.0.2.9 | @[] | yes",
                "192.0.2.1 | @[] | no",
                "::ffff:192.0.2.9 | @[] | yes",
                "::ffff:192.0.2.9 | 192.0.2.0/24 | yes",
                "'' | : | yes",
                "192.0.2.1 | : | no",
            })
    void hostIsIn(String host, String list, String answer) {
        assertEquals(answer, answer(ListKind.HOST, host, list));
    }

    @Test
    void networksAreKeysOfLookups() {
        answer(ListKind.HOST, "192.0.2.77", "net24-lsearch;/f : net-lsearch;/f : net-iplsearch;/f");
        answer(ListKind.HOST, "2001:db8::1", "<, net32-lsearch;/f , net-iplsearch;/f");
        assertEquals(
                List.of(
                        "lsearch /f 192.0.2.0/24",
                        "lsearch /f 192.0.2.77",
                        "iplsearch /f 192.0.2.77",
                        "lsearch /f 2001.0db8.0000.0000.0000.0000.0000.0000/32",
                        "iplsearch /f 2001:db8::1"),
                asked);
    }

    @Test
    void domainLiteralsOfThisHostAreLocal() {
        assertEquals("yes", answer(ListKind.DOMAIN, "[192.0.2.9]", "@[]"));
        assertEquals("no", answer(ListKind.DOMAIN, "[192.0.2.1]", "@[]"));
        assertEquals("yes", answer(ListKind.DOMAIN, "Me.Example", "@"));
    }

    @Test
    void namedListsMayBeNegatedAndRemembered() {
        assertEquals("yes", answer(ListKind.DOMAIN, "a.here.example", "+local"));
        assertEquals("no", answer(ListKind.DOMAIN, "a.here.example", "!+local"));
        assertEquals("yes", answer(ListKind.DOMAIN, "b.example", "!+local"));
        assertEquals("yes", answer(ListKind.DOMAIN, "a.here.example", "+local"));
        assertEquals("yes", answer(ListKind.DOMAIN, "x.example", "+variable"));
        assertEquals("no", answer(ListKind.DOMAIN, "y.example", "+variable"));
    }

    @Test
    void circleOfNamedListsEnds() {
        assertTrue(answer(ListKind.DOMAIN, "a", "+circle").contains("nested too deeply"));
    }

    @Test
    void unknownNamedListIsNamed() {
        assertEquals("unknown named domain list \"+nowhere\"", answer(ListKind.DOMAIN, "a", "b : +nowhere"));
    }

    @Test
    void peerNamesNoFile() {
        for (var list : List.of("/etc/%s", "lsearch;/etc/%s")) {
            var tainted = Value.fromPeer(list.formatted("passwd"));
            var outcome = matcher.match(ListKind.DOMAIN, Value.fromPeer("a"), tainted, environment);
            var message = assertInstanceOf(ListMatching.Deferred.class, outcome).message();
            assertTrue(message.contains("dsearch,ret=full"), message);
        }
    }

    @Test
    void hostilePatternEnds() {
        var outcome = matcher.match(
                ListKind.DOMAIN, Value.fromPeer("a".repeat(60) + "!"), Value.trusted("^(a|aa)+\\1b"), environment);
        assertTrue(
                assertInstanceOf(ListMatching.Deferred.class, outcome).message().contains("too many steps"));
    }

    @Test
    void forcedFailureMeansNotInTheList() {
        var list = template("${if eq{a}{b}{*}fail}");
        assertInstanceOf(
                ListMatching.NotMatched.class,
                matcher.match(ListKind.HOST, Value.fromPeer("192.0.2.1"), list, environment));
    }
}
