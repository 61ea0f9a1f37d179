package postern.smtp.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A configuration that cannot be used, with the place and the remedy.
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable SourceLine at;

    /// What is wrong with a line.
    public ConfigException(SourceLine at, String message) {
        super("Postern configuration error in " + at + ":\n  " + message);
        this.at = at;
    }

    /// What is wrong with the configuration as a whole.
    public ConfigException(String message) {
        super("Postern configuration error:\n  " + message);
        this.at = null;
    }

    /// The line, if it is one that is wrong.
    public Optional<SourceLine> at() {
        return Optional.ofNullable(at);
    }
}
