package postern.smtp.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Sends domains to configured hosts: `driver = manualroute`.
///
/// @param hosts for an address: `host[:host…]` with `host::port` for another port; nothing if the router declines
public record ManualRouter(
        Common common, String transport, Function<RouteQuestion, Optional<HostList>> hosts, HostNames names)
        implements Router {
    /// What stands in `route_list` or `route_data` for a domain.
    ///
    /// @param hosts names or IP addresses, each with the port to use
    /// @param order whether they are tried as they stand
    public record HostList(List<Target> hosts, Order order) {
        /// Copies the list.
        public HostList {
            hosts = List.copyOf(hosts);
        }

        /// One of them.
        public record Target(String host, int port) {}

        /// Reads `a.example::2525 : b.example`; a list in which every single colon separates.
        ///
        /// @throws IllegalArgumentException if a port is none
        public static HostList parse(String text) {
            var targets = new ArrayList<Target>();
            for (var item : text.split("(?<!:):(?!:)")) {
                var words = item.strip().split("::", 2);
                if (!words[0].isEmpty()) {
                    int port = words.length > 1 ? Integer.parseInt(words[1].strip()) : MailHost.SMTP_PORT;
                    targets.add(new Target(words[0].strip(), port));
                }
            }
            return new HostList(targets, Order.GIVEN);
        }
    }

    /// `randomize` or `no_randomize`.
    public enum Order {
        /// As they stand.
        GIVEN,
        /// By lot, for each message anew.
        RANDOM
    }

    @Override
    public Route route(RouteQuestion question) {
        var list = hosts.apply(question);
        if (list.isEmpty() || list.get().hosts().isEmpty()) {
            return new Route.Decline();
        }
        var targets = new ArrayList<>(list.get().hosts());
        if (list.get().order() == Order.RANDOM) {
            Collections.shuffle(targets, Random.from(RandomGenerator.getDefault()));
        }
        var found = new ArrayList<MailHost>();
        var trouble = "";
        for (var target : targets) {
            var answer = names.addresses(target.host());
            answer.records().forEach(address -> found.add(new MailHost(target.host(), address, target.port())));
            if (answer.records().isEmpty()) {
                trouble = answer.trouble()
                        .orElse("lookup of host \"" + target.host() + "\" failed in " + common.name() + " router");
            }
        }
        return found.isEmpty() ? new Route.Defer(trouble) : new Route.Deliver(transport, found);
    }
}
