package postern.smtp.outbound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Driver;
import postern.smtp.route.ManualRouter.Order;

/// A rule of `route_list`: hosts for the domains in a list. Either may stand in quotes.
///
/// @param domains a domain list
/// @param hosts still to be expanded
/// @param order if the rule says one
record RouteRule(String domains, String hosts, Optional<Order> order) {
    private static final Pattern RULE = Pattern.compile("\\s*(\"[^\"]*\"|\\S+)\\s+(\"[^\"]*\"|\\S+)\\s*(.*)");

    /// Both mean the operating system's lookup here, which reads the hosts file and asks the DNS.
    private static final Set<String> WITHOUT_EFFECT = Set.of("byname", "bydns", "");

    /// All rules of a router.
    ///
    /// @throws ConfigException for one that cannot be read
    static List<RouteRule> of(Driver driver) {
        var rules = new ArrayList<RouteRule>();
        for (var text : driver.settings().get("route_list").text().split(";")) {
            if (!text.isBlank()) {
                rules.add(rule(driver, text));
            }
        }
        return rules;
    }

    private static RouteRule rule(Driver driver, String text) {
        var parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw new ConfigException(
                    driver.at() + ": route_list: domains and hosts expected in \"" + text.strip() + "\"");
        }
        return new RouteRule(unquoted(parts.group(1)), unquoted(parts.group(2)), order(driver, parts.group(3)));
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<Order> order(Driver driver, String options) {
        var order = Optional.<Order>empty();
        for (var word : Arrays.asList(options.strip().split("\\s+"))) {
            if (word.equals("randomize")) {
                order = Optional.of(Order.RANDOM);
            } else if (word.equals("no_randomize")) {
                order = Optional.of(Order.GIVEN);
            } else if (!WITHOUT_EFFECT.contains(word)) {
                throw new ConfigException(driver.at() + ": route_list: \"" + word + "\" is not supported by Postern");
            }
        }
        return order;
    }
}
