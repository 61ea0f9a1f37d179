package postern.smtp.daemon;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.smtp.config.Configuration;
import postern.smtp.expand.HeaderForm;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.message.Arrival;
import postern.smtp.message.Greeting;
import postern.smtp.message.Peer;
import postern.smtp.message.Proofs;
import postern.smtp.message.Protection;
import postern.smtp.session.Occasion;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;
import postern.tls.pki.Certificate;

/// What expansions see of a connection. What the client said is tainted, its address is not: the kernel vouches
/// for it.
///
/// Belongs to one connection; confined to its thread.
final class SessionVariables implements Variables {
    private final Configuration configuration;
    private final Peer peer;
    private Occasion occasion;
    private Optional<String> askedName = Optional.empty();
    private Optional<String> activeHostName = Optional.empty();
    private String header = "";
    private long messageSize;
    private String messageId = "";
    private Case localPartCase = Case.LOWER;

    /// How `$local_part` is written: unless a list says otherwise, capitals are none.
    private enum Case {
        LOWER,
        AS_SAID
    }

    SessionVariables(Configuration configuration, Peer peer) {
        this.configuration = configuration;
        this.peer = peer;
        this.occasion = Occasion.of(new Arrival(peer, Optional.empty(), Optional.empty()));
    }

    /// What is known from now on.
    void look(Occasion now) {
        occasion = now;
        localPartCase = Case.LOWER;
    }

    /// `control = caseful_local_part`.
    void keepCase() {
        localPartCase = Case.AS_SAID;
    }

    /// `control = caselower_local_part`.
    void lowerCase() {
        localPartCase = Case.LOWER;
    }

    /// The server name that the client asks for in a handshake that is not complete.
    void asked(Optional<String> serverName) {
        askedName = serverName;
    }

    /// `$smtp_active_hostname`.
    void activeHostName(String name) {
        activeHostName = Optional.of(name);
    }

    /// A message has come.
    void received(String id, long size, String headerText) {
        messageId = id;
        messageSize = size;
        header = headerText;
    }

    Occasion occasion() {
        return occasion;
    }

    @Override
    public @Nullable Value value(String name) {
        return ofServer(name)
                .or(() -> ofConnection(name))
                .or(() -> ofTls(name))
                .or(() -> ofTransaction(name))
                .orElse(null);
    }

    private Optional<Value> ofServer(String name) {
        var main = configuration.main();
        return switch (name) {
            case "primary_hostname", "qualify_domain", "qualify_recipient", "spool_directory" ->
                trusted(main.get(name).text());
            case "smtp_active_hostname" ->
                trusted(activeHostName.orElseGet(
                        () -> main.get("primary_hostname").text()));
            case "config_file" -> trusted(configuration.file());
            case "config_dir" -> trusted(configuration.file().replaceFirst("/[^/]*$", ""));
            case "pid" -> trusted(String.valueOf(ProcessHandle.current().pid()));
            case "version_number", "exim_version" -> trusted("Postern");
            default -> Optional.empty();
        };
    }

    private Optional<Value> ofConnection(String name) {
        var arrival = occasion.arrival();
        return switch (name) {
            case "sender_host_address" -> trusted(peer.address());
            case "sender_host_port" -> trusted(String.valueOf(peer.port()));
            case "sender_host_name" -> peer.name().flatMap(SessionVariables::ofPeer);
            case "received_ip_address", "interface_address" -> peer.local().flatMap(end -> trusted(end.address()));
            case "received_port", "interface_port" -> peer.local().flatMap(end -> trusted(String.valueOf(end.port())));
            case "sender_helo_name" -> arrival.greeting().map(Greeting::name).flatMap(SessionVariables::ofPeer);
            case "sender_fullhost" -> ofPeer(arrival.host());
            case "sender_rcvhost" -> ofPeer(receivedFrom(arrival));
            case "received_protocol" -> trusted(arrival.protocol());
            case "smtp_notquit_reason" -> trusted(occasion.detail());
            default -> Optional.empty();
        };
    }

    /// How the Received field tells where a message is from.
    private static String receivedFrom(Arrival arrival) {
        var helo = arrival.greeting().map(Greeting::name);
        var literal = "[" + arrival.peer().address() + "]";
        var said = helo.filter(
                        name -> !name.equalsIgnoreCase(arrival.peer().name().orElse("")))
                .map(name -> "helo=" + name);
        if (arrival.peer().name().isEmpty()) {
            return literal + said.map(words -> " (" + words + ")").orElse("");
        }
        return arrival.peer().name().get() + " (" + literal
                + said.map(words -> " " + words).orElse("") + ")";
    }

    private Optional<Value> ofTls(String name) {
        var plain = name.startsWith("tls_in_") ? name.substring("tls_in_".length()) : withoutPrefix(name);
        var protection = occasion.arrival().protection();
        if (plain.equals("sni")) {
            return askedName
                    .or(() -> protection.flatMap(Protection::serverName))
                    .flatMap(SessionVariables::ofPeer);
        }
        if (protection.isEmpty()) {
            return switch (plain) {
                case "bits", "certificate_verified", "ocsp", "resumption" -> trusted("0");
                default -> Optional.empty();
            };
        }
        var tls = protection.get();
        return switch (plain) {
            case "cipher" -> trusted(tls.toString());
            case "cipher_std" -> trusted(tls.proofs().standardName());
            case "bits" -> trusted(String.valueOf(tls.bits()));
            case "ver" -> trusted(tls.version());
            case "peerdn" -> ofPeer(tls.proofs().peerName());
            case "certificate_verified" -> trusted(tls.proofs().check() == Proofs.Check.VERIFIED ? "1" : "0");
            case "ocsp" -> trusted("0");
            case "resumption" -> trusted(tls.proofs().start() == Proofs.Start.RESUMED ? "21" : "1");
            default -> Optional.empty();
        };
    }

    /// `$tls_cipher` and its like are the old names.
    private static String withoutPrefix(String name) {
        return switch (name) {
            case "tls_cipher", "tls_bits", "tls_peerdn", "tls_sni", "tls_certificate_verified" ->
                name.substring("tls_".length());
            default -> "";
        };
    }

    private Optional<Value> ofTransaction(String name) {
        return switch (name) {
            case "sender_address" -> occasion.sender().map(Object::toString).flatMap(SessionVariables::ofPeer);
            case "sender_address_local_part" -> sender().map(Mailbox::localPart).flatMap(SessionVariables::ofPeer);
            case "sender_address_domain" -> sender().map(Mailbox::domain).flatMap(SessionVariables::lowerCase);
            case "local_part" -> occasion.recipient().map(this::localPart).flatMap(SessionVariables::ofPeer);
            case "domain" -> occasion.recipient().flatMap(this::domain);
            case "recipients_count", "rcpt_count" -> trusted(String.valueOf(occasion.accepted()));
            case "message_size" -> trusted(String.valueOf(messageSize));
            case "message_exim_id", "message_id" -> messageId.isEmpty() ? Optional.empty() : trusted(messageId);
            case "message_headers", "message_headers_raw" -> ofPeer(header);
            default -> Optional.empty();
        };
    }

    private Optional<Mailbox> sender() {
        return occasion.sender().filter(Mailbox.class::isInstance).map(Mailbox.class::cast);
    }

    private String localPart(ForwardPath path) {
        var said = path instanceof Mailbox mailbox ? mailbox.localPart() : path.toString();
        return localPartCase == Case.LOWER ? said.toLowerCase(Locale.ROOT) : said;
    }

    /// The postmaster without a domain is ours.
    private Optional<Value> domain(ForwardPath path) {
        return path instanceof Mailbox mailbox
                ? lowerCase(mailbox.domain())
                : trusted(configuration.main().get("qualify_recipient").text());
    }

    @Override
    public @Nullable Value header(HeaderForm form, String name) {
        var lines = header.replace("\n\t", "\u0000\t").replace("\n ", "\u0000 ").split("\n");
        var found = new StringBuilder();
        for (var line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name)) {
                found.append(line.substring(colon + 1).replace('\u0000', '\n').strip())
                        .append('\n');
            }
        }
        return found.isEmpty() ? null : Value.fromPeer(found.toString().stripTrailing());
    }

    @Override
    public @Nullable Certificate certificate(String name) {
        var proofs = occasion.arrival().protection().map(Protection::proofs).orElse(Proofs.NONE);
        return switch (name) {
            case "tls_in_peercert" -> proofs.peers().orElse(null);
            case "tls_in_ourcert" -> proofs.ours().orElse(null);
            default -> null;
        };
    }

    /// The variables that exist once a message is being stored.
    static Variables ofMessage(String id, ReversePath sender, String recipient) {
        return Variables.of(Map.of(
                "message_exim_id", Value.trusted(id),
                "message_id", Value.trusted(id),
                "sender_address", Value.fromPeer(sender.toString()),
                "received_for", Value.fromPeer(recipient)));
    }

    private static Optional<Value> trusted(String text) {
        return Optional.of(Value.trusted(text));
    }

    private static Optional<Value> ofPeer(String text) {
        return Optional.of(Value.fromPeer(text));
    }

    private static Optional<Value> lowerCase(String text) {
        return ofPeer(text.toLowerCase(Locale.ROOT));
    }
}
