package postern.smtp.outbound;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.config.DriverKind;
import postern.smtp.config.RetryLine;
import postern.smtp.daemon.Surroundings;
import postern.smtp.dns.DnsjavaResolver;
import postern.smtp.expand.Environment;
import postern.smtp.log.MainLog;
import postern.smtp.lookup.ConfiguredLookups;
import postern.smtp.lookup.DnsResolver;
import postern.smtp.message.MessageIds;
import postern.smtp.queue.EximTime;
import postern.smtp.queue.QueuePolicy;
import postern.smtp.queue.QueueRunner;
import postern.smtp.queue.QueueSetup;
import postern.smtp.queue.QueueStore;
import postern.smtp.queue.RetryDatabase;
import postern.smtp.queue.RetryRule;
import postern.smtp.queue.RetryStep;
import postern.smtp.queue.RetryStep.Spread;
import postern.smtp.route.HostNames;
import postern.smtp.route.RouteChain;
import postern.smtp.route.Router;
import postern.smtp.route.UndecidedException;
import postern.smtp.spool.DiskFiles;
import postern.smtp.spool.MessageStore;
import postern.smtp.spool.Spool;
import postern.smtp.transport.HostGate;
import postern.smtp.transport.HostMemory;
import postern.smtp.transport.SmtpTransport;
import postern.smtp.transport.TlsDecision;
import postern.smtp.transport.Transport;

/// The queue of a configuration: its spool, routers, transports and retry rules.
public final class ConfiguredQueue implements AutoCloseable {
    private static final int PER_HOST = 10;

    private final Spool spool;
    private final QueueRunner runner;
    private final Collection<Transport> transports;
    private final MessageStore store;

    private ConfiguredQueue(Spool spool, QueueRunner runner, Collection<Transport> transports, MessageStore store) {
        this.spool = spool;
        this.runner = runner;
        this.transports = transports;
        this.store = store;
    }

    /// What it works with.
    public record Tools(MainLog log, Clock clock, MessageIds ids) {}

    /// Whether a configuration says where mail goes.
    public static boolean isMeant(Configuration configuration) {
        return !configuration.drivers(DriverKind.ROUTER).isEmpty();
    }

    /// The spool's directory.
    public static Path directory(Configuration configuration) {
        return Path.of(configuration.main().get("spool_directory").text()).resolve("input");
    }

    /// Opens the spool; nothing is delivered yet.
    ///
    /// @throws postern.smtp.config.ConfigException if a router or transport cannot be made
    public static ConfiguredQueue open(Configuration configuration, Tools tools) throws IOException {
        var directory = directory(configuration);
        var spool = new Spool(DiskFiles.open(directory));
        var retryFile = directory.resolveSibling("retry");
        var retry = new RetryDatabase(rules(configuration), RandomGenerator.getDefault());
        retry.load(retryFile);
        var gate = new HostGate(PER_HOST);
        var resolver = DnsjavaResolver.ofSystem();
        HostNames names = new SystemHosts(resolver);
        var decisions = directory.resolveSibling("tls-decisions.json");
        var surroundings = new SmtpTransport.Surroundings(
                tools.log(),
                tools.clock(),
                QueueRunner.hostMemory(retry, tools.clock()),
                gate,
                decision -> write(decisions, decision, tools.log()));
        var drivers =
                Drivers.of(configuration, environment(configuration, tools.clock(), resolver), names, surroundings);
        var services = new QueueSetup.Services(tools.log(), tools.clock(), tools.ids(), retry, Optional.of(retryFile));
        var ways = new QueueSetup.Ways(new RouteChain(drivers.routers()), drivers.transports(), gate);
        var runner = new QueueRunner(new QueueSetup(spool, ways, policy(configuration), services));
        var store = new QueueStore(spool, configuration.main().isOn("queue_only") ? _ -> {} : runner::submit);
        return new ConfiguredQueue(spool, runner, drivers.transports().values(), store);
    }

    /// What is wrong with the routers or transports of a configuration, if anything is. Nothing is opened.
    public static Optional<String> problem(Configuration configuration) {
        var clock = Clock.systemUTC();
        var resolver = DnsjavaResolver.ofSystem();
        var nobody = new SmtpTransport.Surroundings(
                new MainLog(Writer.nullWriter(), clock), clock, HostMemory.NONE, new HostGate(PER_HOST), _ -> {});
        try {
            Drivers.of(configuration, environment(configuration, clock, resolver), new SystemHosts(resolver), nobody);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The drivers of a configuration, made.
    private record Drivers(List<Router> routers, Map<String, Transport> transports) {
        static Drivers of(
                Configuration configuration,
                Environment environment,
                HostNames names,
                SmtpTransport.Surroundings surroundings) {
            var refused = configuration.refusedSettings();
            if (isMeant(configuration) && !refused.isEmpty()) {
                throw new ConfigException(refused.getFirst());
            }
            try {
                var transports = new ConfiguredTransports(configuration, environment, names, surroundings).all();
                return new Drivers(
                        new ConfiguredRouters(configuration, environment, names).all(), Map.copyOf(transports));
            } catch (UndecidedException e) {
                throw new ConfigException(configuration.file() + ": " + e.getMessage());
            }
        }
    }

    /// Where a server puts what it accepts; with `queue_only` it waits there for a queue run.
    public MessageStore store() {
        return store;
    }

    /// Clears up after a crash.
    public Spool.Recovery recover() throws IOException {
        return spool.recover();
    }

    /// The runner.
    public QueueRunner runner() {
        return runner;
    }

    @Override
    public void close() {
        runner.close();
        transports.forEach(transport -> {
            if (transport instanceof HostsOfTransport remote) {
                remote.close();
            }
        });
    }

    private static Environment environment(Configuration configuration, Clock clock, DnsResolver resolver) {
        return Environment.bare()
                .withNamedLists(Surroundings.namedLists(configuration))
                .withLookups(new ConfiguredLookups(resolver))
                .withClock(clock);
    }

    private static List<RetryRule> rules(Configuration configuration) {
        return configuration.retry().stream().map(ConfiguredQueue::rule).toList();
    }

    private static RetryRule rule(RetryLine line) {
        return new RetryRule(
                line.pattern(),
                line.error(),
                line.steps().stream()
                        .map(step -> new RetryStep(
                                step.until(),
                                step.interval(),
                                step.factor(),
                                step.kind() == 'H' ? Spread.RANDOM : Spread.NONE))
                        .toList());
    }

    private static QueuePolicy policy(Configuration configuration) {
        var main = configuration.main();
        var warnings = main.text("delay_warning")
                .map(text -> Arrays.stream(text.split(":"))
                        .map(String::strip)
                        .map(EximTime::parse)
                        .filter(time -> !time.isZero())
                        .toList())
                .orElse(List.<Duration>of());
        return QueuePolicy.standard(main.get("primary_hostname").text())
                .with(new QueuePolicy.Times(
                        warnings,
                        main.time("ignore_bounce_errors_after"),
                        main.time("timeout_frozen_after"),
                        main.time("auto_thaw")));
    }

    /// A line for each, beside the spool.
    private static synchronized void write(Path file, TlsDecision decision, MainLog log) {
        try {
            Files.writeString(file, decision.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.panic("cannot write " + file + ": " + e.getMessage());
        }
    }
}
