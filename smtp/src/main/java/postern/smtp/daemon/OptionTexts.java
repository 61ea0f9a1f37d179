package postern.smtp.daemon;

import java.util.Map;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;

/// Options that are expanded once, when the daemon starts.
final class OptionTexts {
    private OptionTexts() {}

    /// `log_file_path`, with its `%s`.
    static String logFilePath(Configuration configuration) {
        return once(configuration, "log_file_path");
    }

    /// `pid_file_path`.
    static String pidFilePath(Configuration configuration) {
        return once(configuration, "pid_file_path");
    }

    private static String once(Configuration configuration, String name) {
        var main = configuration.main();
        Variables known = Variables.of(Map.of(
                "spool_directory", Value.trusted(main.get("spool_directory").text()),
                "primary_hostname", Value.trusted(main.get("primary_hostname").text())));
        var template = main.template(name).orElseThrow(() -> new ConfigException(name + " must not be empty"));
        return switch (template.expand(Environment.bare().withVariables(known))) {
            case Expansion.Expanded(var value) -> value.text();
            case Expansion.ForcedFailure(var why) ->
                throw new ConfigException("expansion of " + name + " failed: " + why);
            case Expansion.Failed(var why) -> throw new ConfigException("expansion of " + name + " failed: " + why);
        };
    }
}
