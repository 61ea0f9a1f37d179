package postern.smtp.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.smtp.route.HostNames.Answer;
import postern.smtp.route.HostNames.Exchanger;
import postern.smtp.route.ManualRouter.HostList;
import postern.smtp.route.RouteQuestion.Purpose;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

class RouteChainTest {
    private static final Router LAST = new AcceptRouter(Router.Common.named("last"), "local");

    @Test
    void theFirstRouterThatDoesNotDeclineAnswers() {
        var never = new AcceptRouter(
                Router.Common.named("never").with(Preconditions.NONE.withDomains(_ -> false)), "never");
        assertEquals("[last local]", ends(route("a@b.example", never, LAST)));
        assertEquals("[ Unrouteable address]", ends(route("a@b.example", never)));
    }

    @Test
    void preconditionsSeeWhatTheyAreAbout() {
        var conditions = Preconditions.NONE
                .withDomains(question -> question.address().domain().equals("b.example"))
                .withLocalParts(question -> question.address().localPart().equals("a"))
                .withSenders(question -> question.sender().toString().equals("s@s.example"));
        var picky = new AcceptRouter(Router.Common.named("picky").with(conditions), "fine");
        assertEquals("[picky fine]", ends(route("a@b.example", picky)));
        assertEquals("[ Unrouteable address]", ends(route("x@b.example", picky)));
        assertEquals("[ Unrouteable address]", ends(route("a@x.example", picky)));
        var verifying = new AcceptRouter(
                Router.Common.named("v").with(Preconditions.NONE.withUse(Preconditions.Use.VERIFY_ONLY)), "v");
        assertEquals("[last local]", ends(route("a@b.example", verifying, LAST)));
    }

    @Test
    void whoIsDeclinedWithoutMoreFails() {
        var router = new RedirectRouter(
                Router.Common.named("r").with(Router.After.NO_MORE), _ -> Optional.empty(), "b.example");
        assertEquals("[ Unrouteable address]", ends(route("a@b.example", router, LAST)));
    }

    @Test
    void whoIsTakenUnseenGoesOn() {
        var copy = new AcceptRouter(Router.Common.named("copy").with(Router.After.UNSEEN), "archive");
        assertEquals("[copy archive, last local]", ends(route("a@b.example", copy, LAST)));
    }

    @Test
    void redirectionsAreFollowedAndCirclesEnd() {
        var data = Map.of("list", "one, Two <two@b.example>\n list # itself\n, three@c.example", "one", "list");
        var router = new RedirectRouter(
                Router.Common.named("aliases"),
                question -> Optional.ofNullable(data.get(question.address().localPart())),
                "b.example");
        var leaves = route("list@b.example", router, LAST);
        assertEquals(
                List.of("list@b.example", "two@b.example", "three@c.example"),
                leaves.stream()
                        .map(leaf -> leaf.address().toString())
                        .distinct()
                        .toList());
        assertTrue(leaves.size() <= 4, leaves.toString());
    }

    @Test
    void specialRedirectionsAreEnds() {
        assertEquals("[]", ends(redirect(":blackhole:")));
        assertEquals("[r no, really]", ends(redirect(":fail: no, really")));
        assertEquals("[r tomorrow]", ends(redirect(" :defer: tomorrow")));
        assertInstanceOf(Route.Defer.class, redirect("| /bin/sh").getFirst().route());
        assertInstanceOf(Route.Defer.class, redirect("/etc/passwd").getFirst().route());
        assertInstanceOf(
                Route.Defer.class, redirect("not an address").getFirst().route());
    }

    @Test
    void mxRecordsAreTriedInTheirOrderUpToOurselves() {
        var names = new FakeNames();
        names.exchangers.put(
                "b.example",
                Answer.of(List.of(
                        new Exchanger(20, "two.example"),
                        new Exchanger(10, "one.example"),
                        new Exchanger(30, "me.example"),
                        new Exchanger(40, "later.example"))));
        names.addresses.put("one.example", List.of("192.0.2.1", "2001:db8::1"));
        names.addresses.put("two.example", List.of("192.0.2.2"));
        names.addresses.put("me.example", List.of("192.0.2.99"));
        names.addresses.put("later.example", List.of("192.0.2.4"));
        assertEquals(
                "[dns one.example [192.0.2.1]+one.example [2001:db8::1]+two.example [192.0.2.2]]",
                ends(route("a@b.example", dns(names, Self.FREEZE))));
    }

    @Test
    void whoPointsToUsIsTreatedAsConfigured() {
        var names = new FakeNames();
        names.exchangers.put("b.example", Answer.of(List.of(new Exchanger(10, "me.example"))));
        names.addresses.put("me.example", List.of("192.0.2.99"));
        assertInstanceOf(
                Route.Freeze.class,
                route("a@b.example", dns(names, Self.FREEZE)).getFirst().route());
        assertInstanceOf(
                Route.Fail.class,
                route("a@b.example", dns(names, Self.FAIL)).getFirst().route());
        assertEquals("[last local]", ends(route("a@b.example", dns(names, Self.PASS), LAST)));
        assertEquals("[dns me.example [192.0.2.99]]", ends(route("a@b.example", dns(names, Self.SEND))));
    }

    @Test
    void theOtherAnswersOfTheDns() {
        var names = new FakeNames();
        names.exchangers.put("null.example", Answer.of(List.of(new Exchanger(0, "."))));
        names.exchangers.put("plain.example", Answer.of(List.of()));
        names.addresses.put("plain.example", List.of("192.0.2.7"));
        names.exchangers.put("slow.example", Answer.tryAgain("SERVFAIL"));
        var router = dns(names, Self.FREEZE);
        assertEquals("[dns domain does not accept mail (nullmx)]", ends(route("a@null.example", router)));
        assertEquals("[dns plain.example [192.0.2.7]]", ends(route("a@plain.example", router)));
        assertEquals("[dns host lookup did not complete: SERVFAIL]", ends(route("a@slow.example", router)));
        assertEquals("[ Unrouteable address]", ends(route("a@none.example", router)));
        assertEquals("[dns [192.0.2.8] [192.0.2.8]]", ends(route("a@[192.0.2.8]", router)));
    }

    @Test
    void hostListsNamePorts() {
        assertEquals(
                List.of(new HostList.Target("a.example", 2525), new HostList.Target("b.example", 25)),
                HostList.parse("a.example::2525 : b.example").hosts());
        var names = new FakeNames();
        names.addresses.put("a.example", List.of("192.0.2.1"));
        var router = new ManualRouter(
                Router.Common.named("smart"),
                "smtp",
                _ -> Optional.of(HostList.parse("a.example::2525 : nowhere.example")),
                names);
        assertEquals("[smart a.example [192.0.2.1]:2525]", ends(route("x@y.example", router)));
        names.addresses.clear();
        assertInstanceOf(
                Route.Defer.class, route("x@y.example", router).getFirst().route());
    }

    private static List<RouteChain.Leaf> redirect(String data) {
        return route("a@b.example", new RedirectRouter(Router.Common.named("r"), _ -> Optional.of(data), "b.example"));
    }

    private static Router dns(HostNames names, Self self) {
        return new DnsLookupRouter(
                Router.Common.named("dns"), "smtp", names, new DnsLookupRouter.Ourselves("192.0.2.99"::equals, self));
    }

    private static List<RouteChain.Leaf> route(String address, Router... routers) {
        ReversePath sender = Mailbox.parse("s@s.example");
        return new RouteChain(List.of(routers))
                .route(new RouteQuestion(Mailbox.parse(address), sender, Purpose.DELIVER));
    }

    private static String ends(List<RouteChain.Leaf> leaves) {
        return leaves.stream()
                .map(leaf -> leaf.router() + " "
                        + switch (leaf.route()) {
                            case Route.Deliver(var transport, var hosts) ->
                                hosts.isEmpty()
                                        ? transport
                                        : String.join(
                                                "+",
                                                hosts.stream()
                                                        .map(MailHost::toString)
                                                        .toList());
                            case Route.Fail(var words) -> words;
                            case Route.Defer(var words) -> words;
                            case Route.Freeze(var words) -> words;
                            case Route.Redirect _, Route.Decline _ -> "open";
                        })
                .toList()
                .toString();
    }
}
