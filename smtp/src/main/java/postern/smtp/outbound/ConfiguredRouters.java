package postern.smtp.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.config.Driver;
import postern.smtp.config.DriverKind;
import postern.smtp.expand.Environment;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Value;
import postern.smtp.route.AcceptRouter;
import postern.smtp.route.DnsLookupRouter;
import postern.smtp.route.HostNames;
import postern.smtp.route.ManualRouter;
import postern.smtp.route.ManualRouter.HostList;
import postern.smtp.route.ManualRouter.Order;
import postern.smtp.route.Preconditions;
import postern.smtp.route.RedirectRouter;
import postern.smtp.route.RouteQuestion;
import postern.smtp.route.Router;
import postern.smtp.route.Self;
import postern.smtp.route.UndecidedException;

/// The routers that a configuration describes.
final class ConfiguredRouters {
    /// A rule of `route_list`: a domain list, hosts, options; either of the first two may stand in quotes.
    private static final Pattern RULE = Pattern.compile("\\s*(\"[^\"]*\"|\\S+)\\s+(\"[^\"]*\"|\\S+)\\s*(.*)");

    private final Configuration configuration;
    private final Environment environment;
    private final HostNames names;

    ConfiguredRouters(Configuration configuration, Environment environment, HostNames names) {
        this.configuration = configuration;
        this.environment = environment;
        this.names = names;
    }

    /// All of them, in their order.
    ///
    /// @throws ConfigException for a driver that there is not
    List<Router> all() {
        return configuration.drivers(DriverKind.ROUTER).values().stream()
                .map(this::router)
                .toList();
    }

    private Router router(Driver driver) {
        var common = new Router.Common(driver.name(), preconditions(driver), after(driver));
        return switch (driver.driver()) {
            case "accept" -> new AcceptRouter(common, transport(driver));
            case "manualroute" ->
                new ManualRouter(common, transport(driver), question -> hosts(driver, question), names);
            case "redirect" ->
                new RedirectRouter(
                        common,
                        question -> data(driver, question),
                        configuration.main().get("qualify_recipient").text());
            case "dnslookup" ->
                new DnsLookupRouter(
                        common,
                        transport(driver),
                        names,
                        new DnsLookupRouter.Ourselves(LocalAddresses::contains, self(driver)));
            default -> throw new ConfigException(driver.at() + ": there is no router driver " + driver.driver());
        };
    }

    /// A transport's name is a word, not a text to expand, here.
    private static String transport(Driver driver) {
        var name = driver.settings().get("transport").text();
        if (name.contains("$")) {
            throw new ConfigException(
                    driver.at() + ": transport = " + name + ": name one; it is not expanded in Postern");
        }
        return name;
    }

    private Preconditions preconditions(Driver driver) {
        boolean verifyOnly = driver.settings().isOn("verify_only");
        boolean verifies = driver.settings().isOn("verify") && driver.settings().isOn("verify_recipient");
        var use = verifyOnly
                ? Preconditions.Use.VERIFY_ONLY
                : verifies ? Preconditions.Use.ALWAYS : Preconditions.Use.DELIVER_ONLY;
        return Preconditions.NONE
                .withDomains(question -> isIn(driver, question, "domains", ListKind.DOMAIN))
                .withLocalParts(question -> isIn(driver, question, "local_parts", ListKind.LOCAL_PART))
                .withSenders(question -> isIn(driver, question, "senders", ListKind.ADDRESS))
                .withCondition(question -> {
                    var texts = texts(driver, question);
                    return !texts.isSet("condition") || texts.isTrue("condition");
                })
                .withUse(use);
    }

    private boolean isIn(Driver driver, RouteQuestion question, String option, ListKind kind) {
        var texts = texts(driver, question);
        var address = question.address();
        var subject = switch (kind) {
            case DOMAIN -> address.domain().toLowerCase(Locale.ROOT);
            case LOCAL_PART -> address.localPart();
            default -> question.sender().toString();
        };
        return !texts.isSet(option) || texts.matches(option, kind, Value.fromPeer(subject));
    }

    private static Router.After after(Driver driver) {
        if (driver.settings().get("unseen").text().matches("yes|true")) {
            return Router.After.UNSEEN;
        }
        return driver.settings().get("more").text().matches("no|false") ? Router.After.NO_MORE : Router.After.NEXT;
    }

    private static Self self(Driver driver) {
        var word = driver.settings().get("self").text();
        try {
            return Self.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    driver.at() + ": self = " + word + ": freeze, defer, fail, pass or send expected");
        }
    }

    private Optional<String> data(Driver driver, RouteQuestion question) {
        if (!driver.settings().get("file").text().isEmpty()) {
            throw new UndecidedException("redirect files are not supported; use data with a lookup");
        }
        var data = texts(driver, question).text("data");
        data.ifPresent(text -> refuseUnlessAllowed(driver, text.strip()));
        return data;
    }

    /// `allow_fail`, `allow_defer`, `forbid_blackhole`.
    private static void refuseUnlessAllowed(Driver driver, String data) {
        boolean refused = (data.startsWith(":fail:") && !driver.settings().isOn("allow_fail"))
                || (data.startsWith(":defer:") && !driver.settings().isOn("allow_defer"))
                || (data.startsWith(":blackhole:") && driver.settings().isOn("forbid_blackhole"));
        if (refused) {
            throw new UndecidedException("error in redirect data: \"" + data + "\" is not permitted");
        }
    }

    /// `route_data`, or the first rule of `route_list` that is for the domain.
    private Optional<HostList> hosts(Driver driver, RouteQuestion question) {
        var texts = texts(driver, question);
        var order = driver.settings().isOn("hosts_randomize") ? Order.RANDOM : Order.GIVEN;
        if (texts.isSet("route_data")) {
            return texts.text("route_data").map(text -> hostList(text, order));
        }
        for (var rule : rules(driver)) {
            var domains = Value.trusted(unquoted(rule.get(0)));
            var domain = Value.fromPeer(question.address().domain().toLowerCase(Locale.ROOT));
            var found = texts.environment().lists().match(ListKind.DOMAIN, domain, domains, texts.environment());
            if (found instanceof ListMatching.Deferred(var why)) {
                throw new UndecidedException("route_list of " + driver.name() + ": " + why);
            }
            if (found instanceof ListMatching.Matched) {
                return Optional.of(hostList(unquoted(rule.get(1)) + " " + rule.get(2), order));
            }
        }
        return Optional.empty();
    }

    private static List<List<String>> rules(Driver driver) {
        var rules = new ArrayList<List<String>>();
        for (var text : driver.settings().get("route_list").text().split(";")) {
            var rule = RULE.matcher(text);
            if (rule.matches()) {
                rules.add(List.of(rule.group(1), rule.group(2), rule.group(3)));
            }
        }
        return rules;
    }

    private static HostList hostList(String text, Order usual) {
        var order = text.contains(" randomize") ? Order.RANDOM : text.contains(" no_randomize") ? Order.GIVEN : usual;
        var hosts = text.replaceAll("\\s(no_)?randomize|\\sby(name|dns)", "").strip();
        if (hosts.contains("$")) {
            throw new UndecidedException("route_list is not expanded: use route_data for \"" + hosts + "\"");
        }
        try {
            return new HostList(HostList.parse(hosts).hosts(), order);
        } catch (IllegalArgumentException e) {
            throw new UndecidedException("bad host list \"" + hosts + "\": " + e.getMessage());
        }
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private DriverTexts texts(Driver driver, RouteQuestion question) {
        return new DriverTexts(driver, environment.withVariables(new RouteVariables(configuration, question)));
    }
}
