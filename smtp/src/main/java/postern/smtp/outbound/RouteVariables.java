package postern.smtp.outbound;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postern.smtp.config.Configuration;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.route.RouteQuestion;
import postern.smtp.wire.Mailbox;

/// What routers, and transports that write files, see of an address and its message. All of that came from
/// outside.
record RouteVariables(Configuration configuration, RouteQuestion question) implements Variables {
    @Override
    public @Nullable Value value(String name) {
        var address = question.address();
        return switch (name) {
            case "local_part" -> Value.fromPeer(address.localPart().toLowerCase(Locale.ROOT));
            case "original_local_part" -> Value.fromPeer(address.localPart());
            case "domain", "original_domain" -> Value.fromPeer(address.domain().toLowerCase(Locale.ROOT));
            case "sender_address", "return_path" ->
                Value.fromPeer(question.sender().toString());
            case "sender_address_local_part" -> ofSender(Mailbox::localPart);
            case "sender_address_domain" -> ofSender(mailbox -> mailbox.domain().toLowerCase(Locale.ROOT));
            default -> ofServer(configuration, name);
        };
    }

    private @Nullable Value ofSender(Function<Mailbox, String> part) {
        return question.sender() instanceof Mailbox mailbox ? Value.fromPeer(part.apply(mailbox)) : null;
    }

    /// What is the same for every message.
    static @Nullable Value ofServer(Configuration configuration, String name) {
        var main = configuration.main();
        return switch (name) {
            case "primary_hostname", "smtp_active_hostname" ->
                Value.trusted(main.get("primary_hostname").text());
            case "qualify_domain", "qualify_recipient", "spool_directory" ->
                Value.trusted(main.get(name).text());
            case "config_file" -> Value.trusted(configuration.file());
            default -> null;
        };
    }
}
