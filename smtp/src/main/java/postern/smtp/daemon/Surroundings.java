package postern.smtp.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import postern.smtp.acl.AclEvaluator;
import postern.smtp.acl.AclSet;
import postern.smtp.acl.RateLimits;
import postern.smtp.config.Configuration;
import postern.smtp.dns.DnsjavaResolver;
import postern.smtp.expand.Environment;
import postern.smtp.expand.IpAddress;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.NamedLists;
import postern.smtp.expand.Template;
import postern.smtp.list.ListMatcher;
import postern.smtp.list.LocalHost;
import postern.smtp.list.SystemHostNames;
import postern.smtp.log.MainLog;
import postern.smtp.lookup.ConfiguredLookups;
import postern.smtp.message.Peer;

/// What all connections of a daemon share.
///
/// @param environment what expansions may use whatever the connection
public record Surroundings(
        Configuration configuration,
        Environment environment,
        LocalHost localHost,
        AclEvaluator acls,
        RateLimits rateLimits,
        HostCounts hosts,
        MainLog log,
        Clock clock) {
    static Surroundings of(Configuration configuration, MainLog log, Clock clock) {
        return new Surroundings(
                configuration,
                environment(configuration, clock),
                localHost(configuration),
                new AclEvaluator(new AclSet(configuration)),
                new RateLimits(clock),
                new HostCounts(),
                log,
                clock);
    }

    /// The environment of one connection: what its lists have found is remembered for it alone.
    Environment ofConnection() {
        return environment.withLists(new ListMatcher(localHost, new SystemHostNames()));
    }

    /// What `@` and `@[]` in lists stand for.
    public static LocalHost localHost(Configuration configuration) {
        return new LocalHost(configuration.main().get("primary_hostname").text(), addresses());
    }

    private static Set<IpAddress> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .flatMap(address -> IpAddress.parse(address.getHostAddress()).stream())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            throw new UncheckedIOException("cannot list the network interfaces", e);
        }
    }

    /// Whether the name of a client is to be looked up before anything is said.
    boolean isLookedUp(Peer peer) {
        var options = new Options(
                configuration.main(), ofConnection().withVariables(new SessionVariables(configuration, peer)));
        try {
            return options.matchesHost("host_lookup");
        } catch (IOException e) {
            log.panic(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// What expansions may use, without variables: the lists that the configuration names, and lookups.
    static Environment environment(Configuration configuration, Clock clock) {
        return Environment.bare()
                .withNamedLists(namedLists(configuration))
                .withLookups(new ConfiguredLookups(DnsjavaResolver.ofSystem()))
                .withClock(clock);
    }

    /// The lists that the configuration gives names to, each parsed once.
    public static NamedLists namedLists(Configuration configuration) {
        Map<String, Optional<Template>> parsed = new ConcurrentHashMap<>();
        return (kind, name) -> parsed.computeIfAbsent(kind + name, _ -> template(configuration, kind, name))
                .orElse(null);
    }

    private static Optional<Template> template(Configuration configuration, ListKind kind, String name) {
        return configuration.list(kind, name).map(list -> list.template());
    }
}
