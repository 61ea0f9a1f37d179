package postern.smtp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import postern.smtp.expand.ListKind;

/// A configuration that was read and checked.
///
/// Immutable; shared by all connections.
public final class Configuration {
    private final String file;
    private final Settings main;
    private final Map<ListKind, Map<String, NamedList>> lists;
    private final Map<String, AclText> acls;
    private final Map<DriverKind, Map<String, Driver>> drivers;
    private final List<RetryLine> retry;
    private final Macros macros;
    private final List<LogicalLine> lines;

    Configuration(Parts parts) {
        this.file = parts.file;
        this.main = parts.main.get();
        this.lists = Map.copyOf(parts.lists);
        this.acls = parts.acls;
        this.drivers = parts.drivers;
        this.retry = List.copyOf(parts.retry);
        this.macros = parts.macros;
        this.lines = List.copyOf(parts.lines);
    }

    /// What a parser has collected.
    record Parts(
            String file,
            Supplier<Settings> main,
            Map<ListKind, Map<String, NamedList>> lists,
            Map<String, AclText> acls,
            Map<DriverKind, Map<String, Driver>> drivers,
            List<RetryLine> retry,
            Macros macros,
            List<LogicalLine> lines) {}

    /// The file that was read.
    public String file() {
        return file;
    }

    /// The options of the main section.
    public Settings main() {
        return main;
    }

    /// Whose ways are followed.
    public Dialect dialect() {
        return Dialect.of(main.get("tls_dialect").text());
    }

    /// The list with that name.
    public Optional<NamedList> list(ListKind kind, String name) {
        return Optional.ofNullable(lists.getOrDefault(kind, Map.of()).get(name));
    }

    /// All lists with that name, one of each kind at most.
    public List<NamedList> lists(String name) {
        return Stream.of(ListKind.values())
                .flatMap(kind -> list(kind, name).stream())
                .toList();
    }

    /// The access control lists by their names, in their order.
    public Map<String, AclText> acls() {
        return acls;
    }

    /// The access control list with that name.
    public Optional<AclText> acl(String name) {
        return Optional.ofNullable(acls.get(name));
    }

    /// The driver of that kind and name.
    public Optional<Driver> driver(DriverKind kind, String name) {
        return Optional.ofNullable(drivers(kind).get(name));
    }

    /// The drivers of a kind by their names, in their order.
    public Map<String, Driver> drivers(DriverKind kind) {
        return drivers.getOrDefault(kind, Map.of());
    }

    /// The retry rules in their order.
    public List<RetryLine> retry() {
        return retry;
    }

    /// The macros, as they stood at the end.
    public Macros macros() {
        return macros;
    }

    /// The lines that were read, as `-bP config` shows them.
    public List<LogicalLine> lines() {
        return lines;
    }

    /// Options that are set and do nothing here, each with the reason.
    public List<String> idleSettings() {
        var words = new ArrayList<String>();
        settings()
                .filter(setting -> setting.option().effect() != Option.Effect.REFUSED)
                .forEach(setting -> idle(setting).ifPresent(words::add));
        return words;
    }

    /// Options that are set, do nothing here, and must not be passed over ([Option.Effect#REFUSED]), each with the
    /// reason. One that is set to its default says nothing.
    public List<String> refusedSettings() {
        var words = new ArrayList<String>();
        settings()
                .filter(setting -> setting.option().effect() == Option.Effect.REFUSED)
                .filter(setting -> !setting.text().equals(setting.option().fallback()))
                .forEach(setting -> idle(setting).ifPresent(words::add));
        return words;
    }

    /// All options of the main section and of all drivers.
    private Stream<Setting> settings() {
        var ofDrivers = Stream.of(DriverKind.values())
                .flatMap(kind -> drivers(kind).values().stream())
                .flatMap(driver -> driver.settings().all().stream());
        return Stream.concat(main.all().stream(), ofDrivers);
    }

    private static Optional<String> idle(Setting setting) {
        return setting.at()
                .filter(_ -> setting.option().effect() != Option.Effect.FULL)
                .map(at -> at + ": " + setting.option().name() + " has no effect: "
                        + setting.option().effect().reason());
    }
}
