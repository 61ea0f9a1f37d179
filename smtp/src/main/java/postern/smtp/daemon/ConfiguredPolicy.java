package postern.smtp.daemon;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postern.smtp.acl.AclEvaluator;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.Verdict;
import postern.smtp.config.Dialect;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.Template;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.log.LogFields;
import postern.smtp.log.LogSelector;
import postern.smtp.log.LogTarget;
import postern.smtp.log.MainLog;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.Greeting;
import postern.smtp.message.MessageId;
import postern.smtp.message.Peer;
import postern.smtp.message.ReceivedHeader;
import postern.smtp.server.ConnectionPolicy;
import postern.smtp.server.Entry;
import postern.smtp.session.Occasion;
import postern.smtp.session.ServiceExtension;
import postern.smtp.session.SessionLimits;
import postern.smtp.wire.Reply;

/// One connection by the rules of a configuration.
///
/// Confined to the connection's thread.
final class ConfiguredPolicy implements ConnectionPolicy {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private static final Verdict THROWN_AWAY = new Verdict(Verdict.Outcome.DISCARD, Optional.empty(), Optional.empty());

    private final Surroundings surroundings;
    private final Delivery delivery;
    private final ServerTls tls;
    private final SessionLimits limits;
    private final Peer peer;
    private final Entry entry;
    private final SessionVariables variables;
    private final SessionSituation situation;
    private final Options options;
    private final MainLog log;
    private final String hostName;
    private final int fromThisHost;
    private int messages;
    private final ConnectionLog connections;

    ConfiguredPolicy(Surroundings surroundings, ServerTls tls, Client client) {
        this.surroundings = surroundings;
        this.tls = tls;
        this.peer = client.peer();
        this.entry = client.entry();
        this.delivery = client.watching().delivery();
        this.log = surroundings.log();
        this.variables = new SessionVariables(surroundings.configuration(), peer);
        this.situation = new SessionSituation(surroundings, variables, client.watching());
        this.options = new Options(
                surroundings.configuration().main(),
                situation.environment(),
                client.watching().trace());
        this.fromThisHost = surroundings.hosts().add(peer.address());
        this.hostName = text("smtp_active_hostname")
                .orElseGet(() -> options.main().get("primary_hostname").text());
        variables.activeHostName(hostName);
        this.limits = Limits.of(options);
        this.connections = new ConnectionLog(log, !matches("hosts_connection_nolog"));
        connections.began(peer);
    }

    /// Who has connected.
    ///
    /// @param watching who looks on, and whether it is for real
    record Client(Peer peer, Entry entry, Daemon.Watching watching) {}

    @Override
    public String hostName() {
        return hostName;
    }

    @Override
    public SessionLimits limits() {
        return limits;
    }

    @Override
    public Set<ServiceExtension> extensions(Arrival arrival) {
        variables.look(Occasion.of(arrival));
        var offered = EnumSet.of(ServiceExtension.SIZE);
        if (options.main().isOn("accept_8bitmime")) {
            offered.add(ServiceExtension.EIGHT_BIT_MIME);
        }
        if (matches("pipelining_advertise_hosts")) {
            offered.add(ServiceExtension.PIPELINING);
        }
        if (matches("chunking_advertise_hosts")) {
            offered.add(ServiceExtension.CHUNKING);
        }
        if (arrival.protection().isEmpty() && matches("tls_advertise_hosts")) {
            offered.add(ServiceExtension.STARTTLS);
        }
        return offered;
    }

    @Override
    public Reply banner() {
        var text = text("smtp_banner").orElse(hostName + " ESMTP Postern");
        return new Verdict(Verdict.Outcome.ACCEPT, Optional.of(text), Optional.empty()).reply(Reply.of(220, text));
    }

    @Override
    public TlsUpgrade tls() throws IOException {
        return tls.upgrade(options, variables);
    }

    @Override
    public String handshakeWords() {
        return surroundings.configuration().dialect() == Dialect.OPENSSL ? "(SSL_accept): " : "(gnutls_handshake): ";
    }

    /// GnuTLS' Exim closes.
    @Override
    public AfterFailure afterFailedHandshake() {
        return surroundings.configuration().dialect() == Dialect.OPENSSL ? AfterFailure.REFUSE_ALL : AfterFailure.CLOSE;
    }

    @Override
    public Patience patience() {
        return options.main().isOn("smtp_enforce_sync") ? Patience.DEMANDED : Patience.OPTIONAL;
    }

    @Override
    public Verdict decide(AclHook hook, Occasion occasion) {
        variables.look(occasion);
        var verdict = corrected(beforeAcl(hook, occasion).orElseGet(() -> ask(hook)));
        tell(hook, occasion, verdict);
        return verdict;
    }

    /// What options refuse before a list is asked.
    private Optional<Verdict> beforeAcl(AclHook hook, Occasion occasion) {
        return switch (hook) {
            case CONNECT -> unwelcome();
            case HELO -> mistaken(occasion);
            case MAIL -> oneTooMany();
            default -> Optional.empty();
        };
    }

    private Optional<Verdict> unwelcome() {
        if (matches("host_reject_connection")) {
            return Optional.of(
                    refusal(Verdict.Outcome.DROP, "554 SMTP service not available", "host_reject_connection"));
        }
        int most = text("smtp_accept_max_per_host").map(Limits::number).orElse(0);
        if (most > 0 && fromThisHost > most) {
            return Optional.of(refusal(
                    Verdict.Outcome.DEFER,
                    "421 Too many concurrent SMTP connections from this IP address; please try again later.",
                    "too many connections from that host"));
        }
        return Optional.empty();
    }

    private Optional<Verdict> oneTooMany() {
        messages++;
        int most = options.main().number("smtp_accept_max_per_connection");
        return most > 0 && messages > most
                ? Optional.of(
                        refusal(Verdict.Outcome.DEFER, "421 too many messages in this connection", "too many messages"))
                : Optional.empty();
    }

    private Optional<Verdict> mistaken(Occasion occasion) {
        if (!matches("helo_verify_hosts") || situation.isHeloVerified()) {
            return Optional.empty();
        }
        var verb = occasion.arrival()
                .greeting()
                .map(greeting -> greeting.kind().name())
                .orElse("HELO");
        var words = verb + " argument does not match calling host";
        return Optional.of(refusal(Verdict.Outcome.DENY, words, words));
    }

    private static Verdict refusal(Verdict.Outcome outcome, String message, String forLog) {
        return new Verdict(outcome, Optional.of(message), Optional.of(forLog));
    }

    private Verdict ask(AclHook hook) {
        situation.at(hook);
        Optional<String> list;
        try {
            list = options.text(hook.option());
        } catch (IOException e) {
            return new Verdict(Verdict.Outcome.DEFER, Optional.empty(), Optional.ofNullable(e.getMessage()));
        }
        if (list.isPresent()) {
            return surroundings.acls().ask(list.get(), situation);
        }
        return hook == AclHook.RCPT ? AclEvaluator.none(situation) : Verdict.ACCEPTED;
    }

    @Override
    public Verdict decideOnMessage(Occasion occasion, ReceivedMessage message) {
        variables.look(occasion);
        variables.received(message.id().text(), message.size(), message.header());
        var verdict = corrected(ask(AclHook.DATA));
        if (!verdict.isPositive()) {
            var words = message.id() + " " + rejected(AclHook.DATA, occasion, verdict);
            log.write(situation.rejections(), words);
            header(message);
        }
        return verdict.isPositive() && delivery == Delivery.PLAYED ? THROWN_AWAY : verdict;
    }

    /// The header of a refused message goes into the reject log.
    private void header(ReceivedMessage message) {
        if (situation.rejections().contains(LogTarget.REJECT) && log.style().shows(LogSelector.REJECTED_HEADER)) {
            var envelope = message.envelope();
            var lines = new ArrayList<>(List.of("Envelope-from: <" + envelope.sender() + ">"));
            lines.add("Envelope-to: " + envelope.recipients());
            message.header().lines().forEach(lines::add);
            lines.forEach(line -> log.write(EnumSet.of(LogTarget.REJECT), message.id() + " " + line));
        }
    }

    /// A message with a code of the wrong class is given the right one.
    private Verdict corrected(Verdict verdict) {
        verdict.wrongCode().ifPresent(log::panic);
        return verdict.withRightCode();
    }

    private void tell(AclHook hook, Occasion occasion, Verdict verdict) {
        if (hook == AclHook.QUIT || hook == AclHook.NOTQUIT) {
            return;
        }
        if (verdict.outcome() == Verdict.Outcome.DISCARD && hook == AclHook.RCPT) {
            log.note(about(hook, occasion) + " " + what(hook, occasion) + ": discarded by RCPT ACL");
        }
        boolean silent = hook == AclHook.CONNECT && !log.style().shows(LogSelector.CONNECTION_REJECT);
        if (!verdict.isPositive() && !silent) {
            log.write(situation.rejections(), rejected(hook, occasion, verdict));
        }
    }

    private String rejected(AclHook hook, Occasion occasion, Verdict verdict) {
        var how = verdict.outcome() == Verdict.Outcome.DEFER ? " temporarily rejected " : " rejected ";
        return about(hook, occasion) + how + what(hook, occasion) + verdict.logWords();
    }

    /// `H=… X=… F=<…>`.
    private String about(AclHook hook, Occasion occasion) {
        var sender = switch (hook) {
            case RCPT, DATA ->
                occasion.sender().map(path -> " F=<" + path + ">").orElse("");
            default -> "";
        };
        var arrival = occasion.arrival();
        return LogFields.host(arrival, log.style()) + LogFields.tls(arrival, log.style()) + sender;
    }

    private static String what(AclHook hook, Occasion occasion) {
        var detail = switch (hook) {
            case HELO -> occasion.arrival().greeting().map(Greeting::name).orElse("");
            case MAIL -> occasion.sender().map(path -> "<" + path + ">").orElse("");
            case RCPT -> occasion.recipient().map(path -> "<" + path + ">").orElse("");
            default -> "";
        };
        var where = switch (hook) {
            case CONNECT -> " in \"connect\" ACL";
            case STARTTLS -> " "; // Exim has the argument here, which is empty
            default -> "";
        };
        return hook.words() + where + (detail.isEmpty() ? "" : " " + detail);
    }

    @Override
    public void transactionEnded() {
        situation.forgetMessage();
    }

    @Override
    public int mostReceived() {
        return options.main().number("received_headers_max");
    }

    @Override
    public List<String> addedHeaders() {
        return situation.headers();
    }

    @Override
    public String received(Arrival arrival, Envelope envelope, MessageId id, ZonedDateTime at) {
        var template = options.main().template("received_header_text");
        if (template.isEmpty()) {
            return "";
        }
        var only = envelope.recipients().size() == 1
                ? envelope.recipients().getFirst().toString()
                : "";
        var ofMessage = SessionVariables.ofMessage(id.text(), envelope.sender(), only);
        var environment = situation.environment();
        var text = expanded(
                template.get(),
                new Options(options.main(), environment.withVariables(ofMessage.orElse(environment.variables()))));
        return text.map(field -> field.replace("\n", "\r\n") + ";\r\n\t" + DATE.format(at) + "\r\n")
                .orElseGet(() -> new ReceivedHeader(hostName, arrival, envelope, id).render(at));
    }

    private Optional<String> expanded(Template template, Options with) {
        return switch (template.expand(with.environment())) {
            case Expansion.Expanded(var value) ->
                Optional.of(value.text()).filter(text -> text.startsWith("Received:"));
            case Expansion.ForcedFailure _ -> Optional.empty();
            case Expansion.Failed(var why) -> {
                log.panic("expansion of received_header_text failed: " + why);
                yield Optional.empty();
            }
        };
    }

    @Override
    public String protocol(Arrival arrival) {
        boolean asked = log.style().shows(LogSelector.TLS_ON_CONNECT);
        return entry == Entry.TLS && asked
                ? arrival.protocol().replaceFirst("s$", "").replaceFirst("smtp", "ssmtp")
                : arrival.protocol();
    }

    @Override
    public void ended(Arrival arrival, String how) {
        surroundings.hosts().remove(peer.address());
        connections.ended(arrival, how);
    }

    /// An option that only changes what is said: if it cannot be expanded, the log tells, and it is as if unset.
    private Optional<String> text(String name) {
        try {
            return options.text(name);
        } catch (IOException e) {
            log.panic(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// A list that cannot be searched contains nobody.
    private boolean matches(String name) {
        try {
            return options.matchesHost(name);
        } catch (IOException e) {
            log.panic(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
