package postern.smtp.outbound;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.config.Driver;
import postern.smtp.config.DriverKind;
import postern.smtp.daemon.Surroundings;
import postern.smtp.expand.Environment;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.list.ListMatcher;
import postern.smtp.list.LocalHost;
import postern.smtp.list.SystemHostNames;
import postern.smtp.lookup.Users;
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
    private final Configuration configuration;
    private final Environment environment;
    private final HostNames names;
    private final LocalHost localHost;

    ConfiguredRouters(Configuration configuration, Environment environment, HostNames names) {
        this.configuration = configuration;
        this.environment = environment;
        this.names = names;
        this.localHost = Surroundings.localHost(configuration);
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
            case "manualroute" -> manual(driver, common);
            case "redirect" ->
                new RedirectRouter(
                        common,
                        question -> data(driver, question),
                        configuration.main().get("qualify_recipient").text());
            case "dnslookup" ->
                new DnsLookupRouter(
                        common,
                        transport(driver),
                        names(driver),
                        new DnsLookupRouter.Ourselves(LocalAddresses::contains, self(driver)));
            default -> throw new ConfigException(driver.at() + ": there is no router driver " + driver.driver());
        };
    }

    private ManualRouter manual(Driver driver, Router.Common common) {
        var settings = driver.settings();
        if (settings.get("self").at().isPresent()) {
            throw new ConfigException(driver.at() + ": self is not supported with manualroute by Postern");
        }
        var rules = RouteRule.of(driver);
        if (rules.isEmpty() == settings.template("route_data").isEmpty()) {
            throw new ConfigException(driver.at() + ": a manualroute router needs either route_list or route_data");
        }
        return new ManualRouter(common, transport(driver), question -> hosts(driver, rules, question), names(driver));
    }

    private HostNames names(Driver driver) {
        if (driver.settings().template("ignore_target_hosts").isEmpty()) {
            return names;
        }
        return new WithoutIgnored(
                names,
                address -> texts(driver, name -> RouteVariables.ofServer(configuration, name))
                        .matches("ignore_target_hosts", ListKind.HOST, Value.trusted(address)));
    }

    /// A transport's name is a word, not a text to expand, here. Who only verifies needs none.
    private String transport(Driver driver) {
        var name = driver.settings().get("transport").text();
        if (name.isEmpty() && driver.settings().isOn("verify_only")) {
            return name;
        }
        if (name.contains("$")) {
            throw new ConfigException(
                    driver.at() + ": transport = " + name + ": name one; it is not expanded in Postern");
        }
        if (configuration.driver(DriverKind.TRANSPORT, name).isEmpty()) {
            throw new ConfigException(
                    driver.at() + ": transport \"" + name + "\" not found in " + driver.name() + " router");
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
                    return isUser(driver, question) && (!texts.isSet("condition") || texts.isTrue("condition"));
                })
                .withUse(use);
    }

    /// `check_local_user`
    private static boolean isUser(Driver driver, RouteQuestion question) {
        try {
            return !driver.settings().isOn("check_local_user")
                    || Users.isThere(question.address().localPart().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UndecidedException("cannot look for a local user: " + e.getMessage());
        }
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
        if (driver.settings().isOn("unseen")) {
            return Router.After.UNSEEN;
        }
        return driver.settings().isOn("more") ? Router.After.NEXT : Router.After.NO_MORE;
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
    private Optional<HostList> hosts(Driver driver, List<RouteRule> rules, RouteQuestion question) {
        var texts = texts(driver, question);
        var usual = driver.settings().isOn("hosts_randomize") ? Order.RANDOM : Order.GIVEN;
        if (texts.isSet("route_data")) {
            return texts.text("route_data").map(text -> hostList(withoutOptions(text), order(text, usual)));
        }
        var domain = Value.fromPeer(question.address().domain().toLowerCase(Locale.ROOT));
        for (var rule : rules) {
            if (texts.isIn("route_list", ListKind.DOMAIN, domain, Value.trusted(rule.domains()))) {
                var origin = new Origin(configuration.file(), driver.at().line(), "route_list");
                var hosts = texts.expand("route_list", Template.read(rule.hosts(), origin));
                return hosts.map(text -> hostList(text.text(), rule.order().orElse(usual)));
            }
        }
        return Optional.empty();
    }

    private static Order order(String text, Order usual) {
        return text.contains(" randomize") ? Order.RANDOM : text.contains(" no_randomize") ? Order.GIVEN : usual;
    }

    private static String withoutOptions(String text) {
        return text.replaceAll("\\s(no_)?randomize|\\sby(name|dns)", "").strip();
    }

    private static HostList hostList(String hosts, Order order) {
        try {
            return new HostList(HostList.parse(hosts).hosts(), order);
        } catch (IllegalArgumentException e) {
            throw new UndecidedException("bad host list \"" + hosts + "\": " + e.getMessage());
        }
    }

    private DriverTexts texts(Driver driver, RouteQuestion question) {
        return texts(driver, new RouteVariables(configuration, question));
    }

    /// What lists have found is remembered by their matcher, for one question.
    private DriverTexts texts(Driver driver, Variables variables) {
        var lists = new ListMatcher(localHost, new SystemHostNames());
        return new DriverTexts(driver, environment.withLists(lists).withVariables(variables));
    }
}
