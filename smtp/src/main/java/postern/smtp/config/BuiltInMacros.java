package postern.smtp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postern.smtp.log.LogSelector;

/// The macros by which a configuration can ask what there is. `_HAVE_POSTERN` is ours, so that one file can
/// serve Exim too.
final class BuiltInMacros {
    private static final List<String> HAVE =
            List.of("_HAVE_POSTERN", "_HAVE_TLS", "_HAVE_TLS1_3", "_HAVE_TLS_OCSP", "_HAVE_TLS_ALPN", "_HAVE_IPV6");

    private BuiltInMacros() {}

    static List<String> of(Dialect dialect) {
        var names = new ArrayList<>(HAVE);
        names.add(dialect.macro());
        names.addAll(OptionTable.macroNames());
        for (var selector : LogSelector.values()) {
            names.add("_LOG_" + selector.word().toUpperCase(Locale.ROOT));
        }
        return names;
    }
}
