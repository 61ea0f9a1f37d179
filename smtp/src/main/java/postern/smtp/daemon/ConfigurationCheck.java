package postern.smtp.daemon;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.smtp.acl.Acl;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.AclSet;
import postern.smtp.acl.Clause;
import postern.smtp.acl.ConditionTable;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.config.Driver;
import postern.smtp.config.DriverKind;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.list.HostNames;
import postern.smtp.list.ListMatcher;
import postern.smtp.log.LogSelector;
import postern.smtp.server.Entry;
import postern.tls.TlsConfig;
import postern.tls.trace.TlsObserver;

/// What can be known to be wrong with a configuration before anybody connects: texts that cannot be parsed,
/// files that cannot be read, keys of other certificates, cipher strings, names of primes and curves, lists
/// that are not there.
///
/// An option that depends on the client is checked as it is for one from 127.0.0.1 at each of the ports.
public final class ConfigurationCheck {
    private static final List<String> HOST_LISTS = List.of("tls_verify_hosts", "tls_try_verify_hosts");

    private final Configuration configuration;
    private final Optional<String> listen;
    private final List<Finding> findings = new ArrayList<>();

    /// A check of that configuration.
    public ConfigurationCheck(Configuration configuration) {
        this(configuration, Optional.empty());
    }

    /// The same with the value of `-oX`.
    public ConfigurationCheck(Configuration configuration, Optional<String> listen) {
        this.configuration = configuration;
        this.listen = listen;
    }

    /// Something that was found.
    public record Finding(Weight weight, String words) {
        /// Whether nothing can be served like this.
        public boolean isFatal() {
            return weight == Weight.ERROR;
        }

        @Override
        public String toString() {
            return switch (weight) {
                        case ERROR -> "error: ";
                        case WARNING -> "warning: ";
                        case NOTE -> "note: ";
                    }
                    + words;
        }
    }

    /// How bad it is.
    public enum Weight {
        /// The daemon does not start.
        ERROR,
        /// It starts, and some clients will not be served.
        WARNING,
        /// It is as it should be, and may surprise.
        NOTE
    }

    /// Everything that was found, in the order of the configuration's parts.
    public List<Finding> findings() {
        texts();
        selectors();
        listeners();
        accessControlLists();
        certificateWishes();
        agreement();
        certificates();
        var weight = configuration.drivers(DriverKind.ROUTER).isEmpty() ? Weight.NOTE : Weight.ERROR;
        configuration.refusedSettings().forEach(words -> add(weight, words));
        configuration.idleSettings().forEach(words -> add(Weight.NOTE, words));
        Differences.of(configuration).forEach(words -> add(Weight.NOTE, words));
        return List.copyOf(findings);
    }

    private void add(Weight weight, String words) {
        var finding = new Finding(weight, words);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    private void texts() {
        configuration.main().templates().forEach(this::text);
        Stream.of(DriverKind.values())
                .flatMap(kind -> configuration.drivers(kind).values().stream())
                .map(Driver::settings)
                .forEach(settings -> settings.templates().forEach(this::text));
    }

    private void text(Template template) {
        Optional.ofNullable(template.problem())
                .ifPresent(problem -> add(Weight.ERROR, template.origin() + ": " + problem + in(template)));
    }

    /// The form in which the chapter's examples stand in many copies of the manual.
    private static String in(Template template) {
        return template.text().contains("}\\ {")
                ? "; a backslash that continues a line must be the last character of its line"
                : "";
    }

    private void selectors() {
        try {
            LogSelector.parse(configuration.main().get("log_selector").text());
        } catch (IllegalArgumentException e) {
            add(Weight.ERROR, String.valueOf(e.getMessage()));
        }
    }

    private void listeners() {
        try {
            Listeners.of(configuration.main(), listen, Entry.CLEAR);
        } catch (ConfigException e) {
            add(Weight.ERROR, words(e));
        }
    }

    private void accessControlLists() {
        AclSet lists;
        try {
            lists = new AclSet(configuration);
        } catch (ConfigException e) {
            add(Weight.ERROR, words(e));
            return;
        }
        for (var hook : AclHook.values()) {
            configuration
                    .main()
                    .template(hook.option())
                    .filter(Template::isConstant)
                    .ifPresent(template -> hook(hook, template.text(), lists));
        }
        if (configuration.main().text("acl_smtp_rcpt").isEmpty()) {
            add(Weight.NOTE, "acl_smtp_rcpt is not set: every recipient is refused");
        }
    }

    private void hook(AclHook hook, String text, AclSet lists) {
        try {
            clauses(lists.find(text))
                    .filter(clause -> !clause.what().isAllowedAt(hook))
                    .forEach(clause -> add(
                            Weight.ERROR,
                            clause.at() + ": " + clause.what().word() + " cannot be used in " + hook.option()));
        } catch (ConfigException e) {
            add(Weight.ERROR, hook.option() + ": " + words(e));
        }
    }

    private static Stream<Clause> clauses(Acl list) {
        return list.statements().stream()
                .flatMap(statement -> statement.clauses().stream())
                .filter(clause -> clause.what() != ConditionTable.ENDPASS);
    }

    private void certificateWishes() {
        boolean unset = configuration.main().text("tls_verify_certificates").isEmpty();
        for (var name : HOST_LISTS) {
            if (unset && configuration.main().text(name).isPresent()) {
                add(
                        Weight.ERROR,
                        name + " is set, but tls_verify_certificates is not: name the certificates that"
                                + " clients are to be verified against, or \"system\"");
            }
        }
    }

    private void agreement() {
        forEachPort(options -> {
            var agreement = new ServerAgreement(options, configuration.dialect());
            attempt(
                    Weight.ERROR,
                    "tls_require_ciphers invalid: ",
                    () -> agreement
                            .policy()
                            .warnings()
                            .forEach(words -> add(Weight.NOTE, "tls_require_ciphers: " + words)));
            attempt(Weight.ERROR, "", agreement::forbidden);
            attempt(Weight.WARNING, "tls_dhparam: ", agreement::dhGroup);
            attempt(Weight.WARNING, "", () -> agreement.applyTo(TlsConfig.builder()));
        });
    }

    private void certificates() {
        var main = configuration.main();
        if (main.text("tls_certificate").isEmpty()) {
            if (main.text("tls_advertise_hosts").isPresent()
                    || main.text("tls_on_connect_ports").isPresent()) {
                add(
                        Weight.WARNING,
                        "tls_certificate is not set: TLS is offered, and every attempt is answered with 454;"
                                + " make one with: postern cert self-signed");
            }
            return;
        }
        if (main.text("tls_advertise_hosts").isEmpty()
                && main.text("tls_on_connect_ports").isEmpty()) {
            add(Weight.NOTE, "TLS is configured, but tls_advertise_hosts is unset: STARTTLS is offered to nobody");
        }
        forEachPort(options -> {
            var files = new PemFiles();
            attempt(Weight.WARNING, "", () -> new ServerCertificates(options, configuration.dialect(), files).load());
            attempt(Weight.WARNING, "", () -> new ServerTls(configuration, TlsObserver.NONE).check(options));
            attempt(Weight.WARNING, "", () -> ClientCertificates.of(options, configuration.dialect()));
            attempt(Weight.WARNING, "tls_ocsp_file: ", () -> Staples.read(options));
        });
    }

    /// A step of the check.
    @FunctionalInterface
    private interface Attempt {
        @SuppressWarnings("unused") // what it makes is thrown away
        void run() throws IOException;
    }

    private void attempt(Weight weight, String prefix, Attempt step) {
        try {
            step.run();
        } catch (IOException | IllegalArgumentException e) {
            var words = String.valueOf(e.getMessage());
            add(weight, words.startsWith(prefix.strip()) ? words : prefix + words);
        }
    }

    private void forEachPort(java.util.function.Consumer<Options> check) {
        try {
            Listeners.of(configuration.main(), listen, Entry.CLEAR).stream()
                    .map(listener -> listener.address().getPort())
                    .distinct()
                    .forEach(port -> check.accept(options(port)));
        } catch (ConfigException e) {
            add(Weight.ERROR, words(e));
        }
    }

    private Options options(int port) {
        var main = configuration.main();
        Variables client = Variables.of(Map.of(
                "sender_host_address", Value.trusted("127.0.0.1"),
                "received_port", Value.trusted(String.valueOf(port)),
                "interface_port", Value.trusted(String.valueOf(port)),
                "received_ip_address", Value.trusted("127.0.0.1"),
                "primary_hostname", Value.trusted(main.get("primary_hostname").text()),
                "spool_directory", Value.trusted(main.get("spool_directory").text())));
        Environment environment = Surroundings.environment(configuration, Clock.system(ZoneId.systemDefault()))
                .withLists(new ListMatcher(Surroundings.localHost(configuration), HostNames.NONE))
                .withVariables(client);
        return new Options(main, environment);
    }

    private static String words(ConfigException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^Postern configuration error( in )?:?", "")
                .strip();
    }
}
