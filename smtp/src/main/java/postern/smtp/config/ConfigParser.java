package postern.smtp.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.smtp.expand.ListKind;

/// Reads a configuration in Exim's language: options of the main section, then sections that each `begin`.
///
/// One parser reads one configuration.
public final class ConfigParser {
    private static final Pattern DEFINITION = Pattern.compile("([A-Z][A-Za-z0-9_]*)\\s*(==?)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("begin\\s+(\\S+)\\s*");
    private static final Pattern NAMED_LIST = Pattern.compile(
            "(hide\\s+)?(addresslist|domainlist|hostlist|localpartlist)(?:_cache)?\\s+([^\\s=]+)\\s*(?:=\\s*(.*)|.*)");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9_][-A-Za-z0-9_.+]*)\\s*:\\s*(.*)");

    private static final List<String> SECTIONS =
            List.of("acl", "authenticators", "local_scan", "retry", "rewrite", "routers", "transports");

    private final Path file;
    private final Macros macros;
    private final ConfigReader reader;
    private final Map<String, Setting> given = new LinkedHashMap<>();
    private final Map<ListKind, Map<String, NamedList>> lists = new EnumMap<>(ListKind.class);
    private final Map<String, AclText> acls = new LinkedHashMap<>();
    private final Map<DriverKind, Map<String, Driver>> drivers = new EnumMap<>(DriverKind.class);
    private final List<RetryLine> retry = new ArrayList<>();
    private final List<LogicalLine> read = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();
    private Optional<LogicalLine> line = Optional.empty();

    private ConfigParser(Path file, Map<String, String> definitions) {
        this.file = file;
        this.macros = new Macros(definitions);
        macros.builtIn(BuiltInMacros.of(Dialect.OPENSSL));
        this.reader = new ConfigReader(file, macros);
    }

    /// Reads a file.
    ///
    /// @param definitions macros of the command line
    /// @throws ConfigException with the place of what is wrong
    public static Configuration parse(Path file, Map<String, String> definitions) {
        return new ConfigParser(file, definitions).parse();
    }

    private Configuration parse() {
        advance();
        while (line.isPresent() && !isBegin(line.get())) {
            mainLine(line.get());
            advance();
        }
        while (line.isPresent()) {
            section(line.get());
        }
        return new Configuration(new Configuration.Parts(
                file.toString(),
                () -> Defaults.complete(new Settings(OptionTable.main(), given)),
                lists,
                acls,
                drivers,
                retry,
                macros,
                read));
    }

    /// To the next line that defines no macro.
    private void advance() {
        line = reader.next();
        while (line.isPresent() && isDefinition(line.get())) {
            line = reader.next();
        }
        line.ifPresent(read::add);
    }

    private boolean isDefinition(LogicalLine text) {
        var definition = DEFINITION.matcher(text.text());
        if (!definition.matches()) {
            return false;
        }
        if (definition.group(2).equals("==")) {
            macros.redefine(definition.group(1), definition.group(3), text);
        } else {
            macros.define(definition.group(1), definition.group(3), text);
        }
        return true;
    }

    private static boolean isBegin(LogicalLine line) {
        return BEGIN.matcher(line.text()).matches();
    }

    private void mainLine(LogicalLine text) {
        var list = NAMED_LIST.matcher(text.text());
        if (list.matches()) {
            if (list.group(4) == null) {
                throw text.wrong("missing '=' after \"" + list.group(3) + "\"");
            }
            var kind = Stream.of(ListKind.values())
                    .filter(each -> list.group(2).equals(each.word() + "list"))
                    .findFirst()
                    .orElseThrow();
            var visibility = list.group(1) == null ? Setting.Visibility.SHOWN : Setting.Visibility.HIDDEN;
            addList(new NamedList(kind, list.group(3), list.group(4), text.at(), visibility), text);
            return;
        }
        var setting = OptionLine.parse(text, MainTable.INSTANCE).setting(MainTable.INSTANCE);
        set(given, setting, text);
        if (setting.option().name().equals("tls_dialect")) {
            followDialect(setting, text);
        }
    }

    /// From here on the macros tell the new dialect.
    private void followDialect(Setting setting, LogicalLine text) {
        try {
            macros.builtIn(BuiltInMacros.of(Dialect.of(setting.text())));
        } catch (IllegalArgumentException e) {
            throw text.wrong("tls_dialect: " + e.getMessage());
        }
    }

    private void addList(NamedList list, LogicalLine text) {
        var sameKind = lists.computeIfAbsent(list.kind(), _ -> new LinkedHashMap<>());
        if (sameKind.putIfAbsent(list.name(), list) != null) {
            throw text.wrong("duplicate name \"" + list.name() + "\" for a named "
                    + (list.kind() == ListKind.LOCAL_PART
                            ? "local part"
                            : list.kind().word()) + " list");
        }
    }

    private static void set(Map<String, Setting> settings, Setting setting, LogicalLine text) {
        if (settings.putIfAbsent(setting.option().name(), setting) != null) {
            throw text.wrong("\"" + setting.option().name() + "\" option set for the second time");
        }
    }

    /// Where to look for options of the main section.
    private enum MainTable implements OptionLine.Table {
        INSTANCE;

        @Override
        public Optional<Option> find(String name) {
            return OptionTable.main(name);
        }

        @Override
        public String unknown(String name) {
            var known = OptionTable.main().stream().map(Option::name);
            return "main option \"" + name + "\" " + EximNames.unknown("main", name, known);
        }
    }

    private void section(LogicalLine begin) {
        var name = begin.text().replaceFirst("^begin\\s+", "");
        if (!SECTIONS.contains(name)) {
            var nearest = OptionTable.nearest(name.toLowerCase(Locale.ROOT), SECTIONS.stream());
            throw begin.wrong("\"" + name + "\" is not a known configuration section name"
                    + nearest.map(word -> "; did you mean \"" + word + "\"?").orElse(""));
        }
        if (!begun.add(name)) {
            throw begin.wrong("\"" + name + "\" section is repeated in the configuration file");
        }
        advance();
        switch (name) {
            case "acl" -> aclSection();
            case "retry" -> retrySection();
            case "rewrite", "local_scan" -> emptySection(name);
            default ->
                driverSection(Stream.of(DriverKind.values())
                        .filter(kind -> kind.section().equals(name))
                        .findFirst()
                        .orElseThrow());
        }
    }

    private boolean inSection() {
        return line.isPresent() && !isBegin(line.get());
    }

    private void aclSection() {
        while (inSection()) {
            var header = line.orElseThrow();
            var label = LABEL.matcher(header.text());
            if (!label.matches() || !label.group(2).isEmpty()) {
                throw header.wrong("missing or malformed ACL name; an ACL begins with its name and a colon");
            }
            advance();
            var body = new ArrayList<LogicalLine>();
            while (inSection() && !isLabel(line.orElseThrow())) {
                body.add(line.orElseThrow());
                advance();
            }
            if (acls.putIfAbsent(label.group(1), new AclText(label.group(1), body, header.at())) != null) {
                throw header.wrong("there are two ACLs called \"" + label.group(1) + "\"");
            }
        }
    }

    private static boolean isLabel(LogicalLine line) {
        var label = LABEL.matcher(line.text());
        return label.matches() && label.group(2).isEmpty();
    }

    private void retrySection() {
        while (inSection()) {
            retry.add(RetryLine.parse(line.orElseThrow()));
            advance();
        }
    }

    private void emptySection(String name) {
        if (inSection()) {
            throw line.orElseThrow()
                    .wrong("the " + name + " section is not supported by Postern, unless it is empty; "
                            + (name.equals("rewrite")
                                    ? "rewrite addresses in the program that submits, or at the next hop"
                                    : "there is no local_scan() function to give options to"));
        }
    }

    private void driverSection(DriverKind kind) {
        var section = drivers.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
        while (inSection()) {
            var header = line.orElseThrow();
            var label = LABEL.matcher(header.text());
            if (!label.matches()) {
                throw header.wrong(kind.word() + " name missing: it stands alone on a line, with a colon");
            }
            if (!label.group(2).isEmpty()) {
                throw header.wrong("extra characters follow driver name");
            }
            advance();
            var driver = driver(kind, label.group(1), header);
            if (section.putIfAbsent(driver.name(), driver) != null) {
                throw header.wrong("there are two " + kind.section() + " called \"" + driver.name() + "\"");
            }
        }
    }

    private Driver driver(DriverKind kind, String name, LogicalLine header) {
        var body = new ArrayList<LogicalLine>();
        while (inSection() && !isLabel(line.orElseThrow())) {
            body.add(line.orElseThrow());
            advance();
        }
        var driver = body.stream()
                .filter(text -> text.text().matches("driver\\s*=.*"))
                .findFirst()
                .orElseThrow(() -> header.wrong("no driver defined for " + kind.word() + " \"" + name + "\""));
        var driverName = driver.text().replaceFirst("driver\\s*=\\s*", "");
        var options = OptionTable.driver(kind, driverName)
                .orElseThrow(() -> driver.wrong(kind.word() + " " + name + ": cannot find " + kind.word() + " driver \""
                        + driverName + "\": "
                        + EximNames.unknown("driver " + kind.word(), driverName, OptionTable.drivers(kind).stream())));
        var table = new DriverTable(kind, driverName, options);
        var settings = new LinkedHashMap<String, Setting>();
        for (var text : body) {
            set(settings, OptionLine.parse(text, table).setting(table), text);
        }
        return new Driver(kind, name, driverName, new Settings(options.values(), settings), header.at());
    }

    /// Where to look for options of a driver.
    private record DriverTable(DriverKind kind, String driver, Map<String, Option> options)
            implements OptionLine.Table {
        @Override
        public Optional<Option> find(String name) {
            return Optional.ofNullable(options.get(name));
        }

        @Override
        public String unknown(String name) {
            return "option \"" + name + "\" of " + kind.word() + " driver " + driver + ": "
                    + EximNames.unknown(kind.word(), name, options.keySet().stream());
        }
    }
}
