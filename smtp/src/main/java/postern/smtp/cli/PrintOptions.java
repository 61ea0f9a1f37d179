package postern.smtp.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import postern.smtp.config.Configuration;
import postern.smtp.config.Driver;
import postern.smtp.config.DriverKind;
import postern.smtp.config.LogicalLine;
import postern.smtp.config.OptionTable;
import postern.smtp.config.Setting;

/// `-bP`: options with the values that hold, in Exim's layout.
final class PrintOptions {
    private static final int NO = 1;

    private final Configuration configuration;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Setting.Viewer viewer;

    PrintOptions(Configuration configuration, Streams streams) {
        this.configuration = configuration;
        this.out = streams.out();
        this.err = streams.err();
        // Whoever may read the file sees everything anyway; as with Exim, root is not spared the look.
        this.viewer =
                "root".equals(System.getProperty("user.name")) ? Setting.Viewer.ADMINISTRATOR : Setting.Viewer.ANYBODY;
    }

    /// Prints what is asked for, or all options of the main section.
    ///
    /// @return the exit status: 1 if something is not known
    int run(List<String> wanted) {
        if (wanted.isEmpty()) {
            configuration.main().all().forEach(this::print);
            return 0;
        }
        int status = 0;
        for (int i = 0; i < wanted.size(); i++) {
            var kind = kindOf(wanted.get(i));
            boolean named = kind.isPresent() && i + 1 < wanted.size();
            boolean known = named ? driver(kind.get(), wanted.get(++i)) : one(wanted.get(i));
            status = known ? status : NO;
        }
        return status;
    }

    private static Optional<DriverKind> kindOf(String word) {
        return List.of(DriverKind.values()).stream()
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    private boolean one(String word) {
        if (word.startsWith("+")) {
            return list(word.substring(1));
        }
        switch (word) {
            case "config" -> config();
            case "configure_file", "config_file" -> out.println(configuration.file());
            case "macro_list" -> configuration.macros().names().forEach(out::println);
            case "macros" -> configuration.macros().names().forEach(this::macro);
            case "routers", "transports", "authenticators" -> drivers(word);
            case "router_list", "transport_list", "authenticator_list" -> drivers(word.replace("_list", "s_list"));
            default -> {
                return option(word);
            }
        }
        return true;
    }

    private boolean list(String name) {
        var lists = configuration.lists(name);
        lists.forEach(list -> out.println(list.print()));
        if (lists.isEmpty()) {
            err.println("no address, domain, host, or local part list called \"" + name + "\" exists");
        }
        return !lists.isEmpty();
    }

    private boolean option(String name) {
        var setting = configuration.main().find(name);
        setting.ifPresent(this::print);
        if (setting.isEmpty()) {
            var nearest = OptionTable.nearest(name, OptionTable.main().stream().map(option -> option.name()));
            err.println(name + " is not a known option"
                    + nearest.map(other -> "; did you mean " + other + "?").orElse(""));
        }
        return setting.isPresent();
    }

    private void macro(String name) {
        out.println(name + "=" + configuration.macros().value(name).orElse(""));
    }

    private void drivers(String section) {
        for (var kind : DriverKind.values()) {
            if (section.equals(kind.section())) {
                configuration.drivers(kind).values().forEach(driver -> {
                    out.println();
                    out.println(driver.name() + " " + kind.word() + ":");
                    print(driver);
                });
            } else if (section.equals(kind.section() + "_list")) {
                configuration.drivers(kind).keySet().forEach(out::println);
            }
        }
    }

    private boolean driver(DriverKind kind, String name) {
        var driver = configuration.driver(kind, name);
        driver.ifPresent(this::print);
        if (driver.isEmpty()) {
            err.println(kind.word() + " " + name + " not found");
        }
        return driver.isPresent();
    }

    private void print(Driver driver) {
        driver.settings().all().forEach(this::print);
    }

    private void print(Setting setting) {
        out.println(setting.print(viewer));
    }

    /// The file as it was understood: macros replaced, continued lines joined, sections indented.
    private void config() {
        out.println("# Postern Configuration");
        int indent = -1;
        for (var line : configuration.lines()) {
            if (line.text().startsWith("begin ")) {
                out.println();
                indent = line.text().endsWith("retry") ? 0 : 1;
                out.println(line.text());
            } else {
                out.println(" ".repeat(indentation(line, indent)) + line.text());
            }
        }
    }

    private static int indentation(LogicalLine line, int section) {
        if (section < 0) {
            return 0;
        }
        return section == 0 || line.text().endsWith(":") ? 2 : 4;
    }
}
