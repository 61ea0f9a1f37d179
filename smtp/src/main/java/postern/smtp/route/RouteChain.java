package postern.smtp.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postern.smtp.wire.Mailbox;

/// All routers in their order, asked until every address that an address leads to has its end.
public final class RouteChain {
    /// A circle of redirections would go round for ever; a router does not see an address again that it made,
    /// and no chain of them is that long.
    private static final int MAX_REDIRECTIONS = 50;

    private final List<Router> routers;

    /// These, in this order.
    public RouteChain(List<Router> routers) {
        this.routers = List.copyOf(routers);
    }

    /// Where one of the addresses goes.
    ///
    /// @param address as the transport gets it
    /// @param parents from the recipient on, through each redirection; empty for the recipient itself
    /// @param router who said so; empty if nobody did
    public record Leaf(Mailbox address, List<Mailbox> parents, String router, Route route) {
        /// Copies the list.
        public Leaf {
            parents = List.copyOf(parents);
        }
    }

    /// Where a recipient goes: to nobody, or to one place or more. An address that several ways lead to counts
    /// once.
    public List<Leaf> route(RouteQuestion question) {
        var leaves = new ArrayList<Leaf>();
        follow(new Step(question, List.of(), 0), leaves, new TreeMap<>());
        return leaves;
    }

    /// @param first the first router that is still to be asked
    private record Step(RouteQuestion question, List<Mailbox> parents, int first) {
        /// An address that leads to itself goes on behind the router that said so.
        Step to(Mailbox child, int router) {
            var line = new ArrayList<>(parents);
            line.add(question.address());
            boolean seen = line.stream().anyMatch(each -> isSame(each, child));
            return new Step(question.to(child), line, seen ? router + 1 : 0);
        }

        Leaf leaf(String router, Route route) {
            return new Leaf(question.address(), parents, router, route);
        }

        private static boolean isSame(Mailbox one, Mailbox other) {
            return one.localPart().equals(other.localPart()) && one.domain().equalsIgnoreCase(other.domain());
        }
    }

    private void follow(Step step, List<Leaf> leaves, Map<String, Integer> seen) {
        if (step.parents().size() > MAX_REDIRECTIONS) {
            leaves.add(step.leaf("", new Route.Defer("too many redirections: they seem to go round in a circle")));
            return;
        }
        if (seen.merge(step.question().address() + "|" + step.first(), 1, Integer::sum) > 1) {
            return;
        }
        boolean taken = false;
        for (int i = step.first(); i < routers.size(); i++) {
            var router = routers.get(i);
            var route = ask(router, step.question());
            if (route.isEmpty()) {
                continue;
            }
            if (route.get() instanceof Route.Decline) {
                if (router.common().after() == Router.After.NO_MORE) {
                    break;
                }
                continue;
            }
            taken = true;
            if (route.get() instanceof Route.Redirect(var addresses)) {
                int at = i;
                addresses.forEach(child -> follow(step.to(child, at), leaves, seen));
            } else {
                leaves.add(step.leaf(router.common().name(), route.get()));
            }
            if (router.common().after() != Router.After.UNSEEN) {
                return;
            }
        }
        if (!taken) {
            leaves.add(step.leaf("", new Route.Fail("Unrouteable address")));
        }
    }

    /// The answer, if the preconditions hold.
    private static Optional<Route> ask(Router router, RouteQuestion question) {
        try {
            return router.isFor(question) ? Optional.of(router.route(question)) : Optional.empty();
        } catch (UndecidedException e) {
            return Optional.of(new Route.Defer(String.valueOf(e.getMessage())));
        }
    }
}
