package postern.smtp.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.smtp.expand.NearestName;

/// All options, each with its type, its default and what it does: those of the main section, those of every
/// kind of driver, and the names that Exim has besides.
public final class OptionTable {
    private static final Pattern ROW = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S+)(?:\\s+(.*))?");

    private static final Map<String, Option> MAIN = new TreeMap<>();
    private static final Map<DriverKind, Map<String, Map<String, Option>>> DRIVERS = new LinkedHashMap<>();

    /// Other names of options.
    private static final Map<String, String> SYNONYMS = Map.of("daemon_smtp_port", "daemon_smtp_ports");

    static {
        MainOptions.TABLE.lines().map(OptionTable::row).forEach(option -> MAIN.put(option.name(), option));
        DRIVERS.put(DriverKind.ROUTER, drivers(DriverOptions.ROUTERS));
        DRIVERS.put(DriverKind.TRANSPORT, drivers(DriverOptions.TRANSPORTS));
        DRIVERS.put(DriverKind.AUTHENTICATOR, drivers(DriverOptions.AUTHENTICATORS));
    }

    private OptionTable() {}

    /// The options of the main section, in the order of their names.
    public static Collection<Option> main() {
        return MAIN.values();
    }

    /// An option of the main section, by any of its names.
    static Optional<Option> main(String name) {
        return Optional.ofNullable(MAIN.get(SYNONYMS.getOrDefault(name, name)));
    }

    /// The options of a driver, those of its kind included; empty if there is no such driver.
    static Optional<Map<String, Option>> driver(DriverKind kind, String driver) {
        return Optional.ofNullable(DRIVERS.getOrDefault(kind, Map.of()).get(driver));
    }

    /// The drivers of a kind.
    static Set<String> drivers(DriverKind kind) {
        return DRIVERS.getOrDefault(kind, Map.of()).keySet();
    }

    /// The names of the macros by which a configuration can ask what there is: `_OPT_MAIN_TLS_CERTIFICATE`,
    /// `_DRIVER_ROUTER_ACCEPT`, `_OPT_ROUTER_DNSLOOKUP_MX_DOMAINS`.
    static Set<String> macroNames() {
        var names = new TreeSet<String>();
        MAIN.keySet().forEach(name -> names.add("_OPT_MAIN_" + upper(name)));
        DRIVERS.forEach((kind, drivers) -> drivers.forEach((driver, options) -> {
            names.add("_DRIVER_" + upper(kind.word()) + "_" + upper(driver));
            options.keySet().forEach(option -> {
                names.add("_OPT_" + upper(kind.section()) + "_" + upper(option));
                names.add("_OPT_" + upper(kind.word()) + "_" + upper(driver) + "_" + upper(option));
            });
        }));
        return names;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static Option row(String line) {
        var columns = ROW.matcher(line);
        if (!columns.matches()) {
            throw new IllegalStateException("no row of options: " + line);
        }
        var fallback = Optional.ofNullable(columns.group(4)).orElse("");
        var type = OptionType.valueOf(columns.group(2));
        return new Option(columns.group(1), type, fallback, Option.Effect.valueOf(columns.group(3)));
    }

    private static Map<String, Map<String, Option>> drivers(String table) {
        var generic = new ArrayList<Option>();
        var drivers = new LinkedHashMap<String, Map<String, Option>>();
        List<String> lines = table.lines().toList();
        int first = 0;
        while (first < lines.size() && !lines.get(first).startsWith(":")) {
            generic.add(row(lines.get(first)));
            first++;
        }
        generic.sort(Comparator.comparing(Option::name));
        Map<String, Option> current = Map.of();
        for (var line : lines.subList(first, lines.size())) {
            if (line.startsWith(":")) {
                current = new LinkedHashMap<>();
                for (var option : generic) {
                    current.put(option.name(), option);
                }
                drivers.put(line.substring(1), current);
            } else {
                var option = row(line);
                current.put(option.name(), option);
            }
        }
        return drivers;
    }

    /// The name of those given that is most like a wrong one; empty if none is like it.
    public static Optional<String> nearest(String wrong, Stream<String> names) {
        return NearestName.within(Math.max(2, wrong.length() / 4), wrong, names);
    }
}
