package postern.smtp.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postern.smtp.expand.Template;

/// Options with their values: those of the main section, or of one driver. Every option that the table has is
/// there.
///
/// Immutable.
public final class Settings {
    private final Map<String, Setting> byName;
    private final Map<String, Template> templates = new LinkedHashMap<>();

    Settings(Collection<Option> options, Map<String, Setting> given) {
        this(merged(options, given));
    }

    private Settings(Map<String, Setting> byName) {
        this.byName = byName;
        byName.values().stream()
                .filter(setting -> setting.option().type() == OptionType.EXPANDED)
                .filter(setting -> !setting.text().isEmpty())
                .forEach(setting -> templates.put(setting.option().name(), setting.template()));
    }

    private static Map<String, Setting> merged(Collection<Option> options, Map<String, Setting> given) {
        var all = new LinkedHashMap<String, Setting>();
        options.forEach(option -> all.put(option.name(), given.getOrDefault(option.name(), Setting.fallback(option))));
        return all;
    }

    /// All of them, in the order of the table.
    public Collection<Setting> all() {
        return byName.values();
    }

    /// One of them, if the table has it.
    public Optional<Setting> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// An option that the code knows of.
    ///
    /// @throws IllegalStateException if the table does not have it, which is a mistake of the code
    public Setting get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("option " + name + " is not in the table"));
    }

    /// The text of an option; empty if it is unset or set to nothing.
    public Optional<String> text(String name) {
        return Optional.of(get(name).text()).filter(text -> !text.isEmpty());
    }

    /// The text of an option that is expanded when it is used, parsed; empty if it is unset or set to nothing.
    /// One that is not well formed is there too: [Template#problem] tells.
    public Optional<Template> template(String name) {
        if (get(name).option().type() != OptionType.EXPANDED) {
            throw new IllegalStateException("option " + name + " is not expanded");
        }
        return Optional.ofNullable(templates.get(name));
    }

    /// All texts that are expanded.
    public Collection<Template> templates() {
        return templates.values();
    }

    /// Whether a boolean option is set.
    public boolean isOn(String name) {
        return OptionType.bool(get(name).text());
    }

    /// The value of a whole number; 0 if it is unset.
    public int number(String name) {
        return text(name).map(OptionType::integer).orElse(0);
    }

    /// The value of a time; zero if it is unset.
    public Duration time(String name) {
        return text(name).map(OptionType::time).orElse(Duration.ZERO);
    }

    /// These, with another default for an option that is not set.
    Settings withFallback(String name, String value) {
        var old = get(name);
        if (old.at().isPresent() || !old.text().isEmpty()) {
            return this;
        }
        var copy = new LinkedHashMap<>(byName);
        copy.put(name, new Setting(old.option(), value, Optional.empty(), old.visibility()));
        return new Settings(copy);
    }
}
