package postern.smtp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Defaults that depend on the host or on other options.
final class Defaults {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Defaults() {}

    /// The settings with what was left open.
    static Settings complete(Settings settings) {
        var named = settings.text("primary_hostname").isPresent()
                ? settings
                : settings.withFallback("primary_hostname", hostName());
        var qualified = named.withFallback(
                "qualify_domain", named.get("primary_hostname").text());
        return qualified
                .withFallback(
                        "qualify_recipient", qualified.get("qualify_domain").text())
                .withFallback("smtp_active_hostname", "$primary_hostname")
                .withFallback("log_file_path", "$spool_directory/log/%slog")
                .withFallback("pid_file_path", "$spool_directory/postern.pid");
    }

    private static String hostName() {
        try {
            var name = Files.readString(HOST_NAME).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException e) {
            return "localhost"; // not Linux: whoever cares sets primary_hostname
        }
    }
}
