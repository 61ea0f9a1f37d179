package postern.tls.policy;

import java.util.Optional;

/// The system's file of GnuTLS: sections in brackets, `name = value` in them. Only `[priorities]` matters here.
final class SystemPriorities {
    private SystemPriorities() {}

    /// The string of a name, which has to be written exactly so.
    static Optional<String> find(String file, String name) {
        boolean inside = false;
        for (var line : file.split("\n", -1)) {
            var text = line.strip();
            if (text.startsWith("[")) {
                inside = text.equalsIgnoreCase("[priorities]");
            }
            int equals = text.indexOf('=');
            boolean comment = text.startsWith("#") || text.startsWith(";");
            if (inside
                    && !comment
                    && equals > 0
                    && text.substring(0, equals).strip().equals(name)) {
                return Optional.of(text.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }
}
