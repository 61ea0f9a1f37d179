package postern.smtp.outbound;

import org.jspecify.annotations.Nullable;
import postern.smtp.config.Configuration;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.route.MailHost;

/// What the options of an smtp transport see: the host. The variables `$tls_out_…` are empty until a session is
/// there (requirement 74), and all of these options are expanded before.
record HostVariables(Configuration configuration, MailHost host) implements Variables {
    @Override
    public @Nullable Value value(String name) {
        return switch (name) {
            case "host" -> Value.trusted(host.name());
            case "host_address" -> Value.trusted(host.address());
            case "host_port" -> Value.trusted(Integer.toString(host.port()));
            case "tls_out_bits" -> Value.trusted("0");
            default -> RouteVariables.ofServer(configuration, name);
        };
    }
}
