package postern.smtp.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.config.Dialect;
import postern.smtp.config.Driver;
import postern.smtp.config.DriverKind;
import postern.smtp.daemon.Surroundings;
import postern.smtp.expand.Environment;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.list.ListMatcher;
import postern.smtp.list.LocalHost;
import postern.smtp.list.SystemHostNames;
import postern.smtp.route.HostNames;
import postern.smtp.route.MailHost;
import postern.smtp.route.ManualRouter.HostList;
import postern.smtp.route.RouteQuestion;
import postern.smtp.route.RouteQuestion.Purpose;
import postern.smtp.route.UndecidedException;
import postern.smtp.transport.Appendfile;
import postern.smtp.transport.ClientRules.AfterTempfail;
import postern.smtp.transport.ClientRules.Language;
import postern.smtp.transport.SmtpLink;
import postern.smtp.transport.SmtpTransport;
import postern.smtp.transport.TlsOptions;
import postern.smtp.transport.Transport;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;
import postern.tls.policy.SecurityPolicy;

/// The transports that a configuration describes.
final class ConfiguredTransports {
    private static final int SMTPS_PORT = 465;
    private static final int SUBMISSION_PORT = 587;
    private static final int LMTP_PORT = 24;
    private static final int MAX_PORT = 65535;
    private static final Pattern HOST = Pattern.compile("\\$\\{?host(_|\\b)");
    private static final List<String> PROTOCOLS = List.of("smtp", "smtps", "lmtp");

    private final Configuration configuration;
    private final Environment environment;
    private final HostNames names;
    private final SmtpTransport.Surroundings surroundings;
    private final LocalHost localHost;

    ConfiguredTransports(
            Configuration configuration,
            Environment environment,
            HostNames names,
            SmtpTransport.Surroundings surroundings) {
        this.configuration = configuration;
        this.environment = environment;
        this.names = names;
        this.surroundings = surroundings;
        this.localHost = Surroundings.localHost(configuration);
    }

    /// All of them, by their names.
    ///
    /// @throws ConfigException for a driver that there is not
    Map<String, Transport> all() {
        var all = new LinkedHashMap<String, Transport>();
        configuration.drivers(DriverKind.TRANSPORT).forEach((name, driver) -> all.put(name, transport(driver)));
        return all;
    }

    private Transport transport(Driver driver) {
        return switch (driver.driver()) {
            case "appendfile" -> appendfile(driver);
            case "smtp" -> smtp(driver);
            case "pipe" ->
                throw new ConfigException(
                        driver.at() + ": the pipe transport is not supported: Postern starts no programs for mail");
            default -> throw new ConfigException(driver.at() + ": there is no transport driver " + driver.driver());
        };
    }

    private Appendfile appendfile(Driver driver) {
        boolean maildir = driver.settings().isOn("maildir_format");
        var option = maildir || driver.settings().template("directory").isPresent() ? "directory" : "file";
        Function<Mailbox, Path> target = mailbox -> {
            var question = new RouteQuestion(mailbox, new ReversePath.Nobody(), Purpose.DELIVER);
            var variables = new RouteVariables(configuration, question);
            return texts(driver, variables, new SystemHostNames())
                    .file(option)
                    .map(Path::of)
                    .orElseThrow(() -> new IllegalArgumentException(
                            option + " of the transport " + driver.name() + " is not set"));
        };
        var host = configuration.main().get("primary_hostname").text();
        return new Appendfile(
                driver.name(),
                option.equals("directory") ? Appendfile.Format.MAILDIR : Appendfile.Format.MBOX,
                target,
                new Appendfile.Place(host, surroundings.clock()));
    }

    private Transport smtp(Driver driver) {
        var settings = driver.settings();
        var patience = new SmtpLink.Patience(settings.time("connect_timeout"), settings.time("final_timeout"));
        var limits = new SmtpTransport.Limits(
                patience, Math.max(1, settings.number("connection_max_messages")), Duration.ofSeconds(2));
        var helo = forAllHosts(driver, "helo_data")
                .orElseGet(() -> configuration.main().get("primary_hostname").text());
        var language = protocol(driver).equals("lmtp") ? Language.LMTP : Language.SMTP;
        var smtp = new SmtpTransport(
                new SmtpTransport.Options(driver.name(), helo, language, tls(driver), limits), surroundings);
        return new HostsOfTransport(smtp, () -> ownHosts(driver), host -> port(driver, host));
    }

    /// The same for all hosts: when TLS begins is not for a host to decide.
    private String protocol(Driver driver) {
        var protocol = forAllHosts(driver, "protocol").orElse("smtp");
        if (!PROTOCOLS.contains(protocol)) {
            throw new ConfigException(driver.at() + ": protocol = " + protocol + ": smtp, smtps or lmtp expected");
        }
        return protocol;
    }

    /// The transport's own `hosts`, for routers that name none.
    private List<MailHost> ownHosts(Driver driver) {
        var text = forAllHosts(driver, "hosts").orElse("");
        try {
            return HostList.parse(text).hosts().stream()
                    .flatMap(target -> names.addresses(target.host()).records().stream()
                            .map(address -> new MailHost(target.host(), address, target.port())))
                    .toList();
        } catch (NumberFormatException e) {
            throw new UndecidedException("bad hosts \"" + text + "\" in " + driver.name() + " transport");
        }
    }

    private int port(Driver driver, MailHost host) {
        var text = texts(driver, host).text("port").orElse("smtp");
        return switch (text) {
            case "smtp" ->
                switch (protocol(driver)) {
                    case "smtps" -> SMTPS_PORT;
                    case "lmtp" -> LMTP_PORT;
                    default -> MailHost.SMTP_PORT;
                };
            case "smtps", "submissions" -> SMTPS_PORT;
            case "submission" -> SUBMISSION_PORT;
            case "lmtp" -> LMTP_PORT;
            default -> {
                if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > MAX_PORT) {
                    throw new UndecidedException("invalid port \"" + text + "\" for " + driver.name() + " transport");
                }
                yield Integer.parseInt(text);
            }
        };
    }

    private TlsOptions tls(Driver driver) {
        var begin = protocol(driver).equals("smtps") ? TlsOptions.Begin.ON_CONNECT : TlsOptions.Begin.STARTTLS;
        var tempfail = driver.settings().isOn("tls_tempfail_tryclear") ? AfterTempfail.CLEAR : AfterTempfail.DEFER;
        return new TlsOptions(
                new TlsOptions.Use(
                        hosts(driver, "hosts_require_tls"),
                        hosts(driver, "hosts_avoid_tls"),
                        tempfail,
                        begin,
                        new TlsOptions.Continuation(
                                hosts(driver, "hosts_nopass_tls"), hosts(driver, "hosts_noproxy_tls"))),
                new TlsOptions.Trust(
                        text(driver, "tls_verify_certificates"),
                        text(driver, "tls_crl"),
                        optionalHosts(driver, "tls_verify_hosts"),
                        optionalHosts(driver, "tls_try_verify_hosts"),
                        hosts(driver, "tls_verify_cert_hostnames")),
                new TlsOptions.Identity(
                        text(driver, "tls_certificate"),
                        text(driver, "tls_privatekey"),
                        text(driver, "tls_sni"),
                        applicationProtocols(driver),
                        host -> text(driver, "tls_require_ciphers").apply(host).map(this::policy)),
                new TlsOptions.Ocsp(hosts(driver, "hosts_request_ocsp"), hosts(driver, "hosts_require_ocsp")));
    }

    /// `tls_alpn`, one list for all hosts.
    private List<String> applicationProtocols(Driver driver) {
        return forAllHosts(driver, "tls_alpn").stream()
                .flatMap(text -> Arrays.stream(text.split(":")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// OpenSSL's names have no underscores; people write them all the same (requirement 18).
    private SecurityPolicy policy(String text) {
        return configuration.dialect() == Dialect.GNUTLS
                ? SecurityPolicy.ofGnuTls(text, Optional.empty())
                : SecurityPolicy.ofOpenSsl(text.contains("TLS_") ? text : text.replace('_', '-'), Optional.empty());
    }

    private Predicate<MailHost> hosts(Driver driver, String option) {
        return host -> {
            var texts = texts(driver, host);
            return texts.isSet(option) && texts.matches(option, ListKind.HOST, Value.trusted(host.address()));
        };
    }

    /// A list that is set, even to nothing, is another thing than one that is not (requirement 70).
    private Optional<Predicate<MailHost>> optionalHosts(Driver driver, String option) {
        return driver.settings().get(option).at().map(_ -> hosts(driver, option));
    }

    private Function<MailHost, Optional<String>> text(Driver driver, String option) {
        return host -> texts(driver, host).text(option);
    }

    private DriverTexts texts(Driver driver, MailHost host) {
        var known = new KnownName(host.name(), new SystemHostNames());
        return texts(driver, new HostVariables(configuration, host), known);
    }

    /// What is the same for all hosts: one that asks which host it is would get no answer.
    private Optional<String> forAllHosts(Driver driver, String option) {
        var asks = driver.settings().template(option).stream()
                .anyMatch(template -> HOST.matcher(template.text()).find());
        if (asks) {
            throw new ConfigException(driver.at() + ": " + option + " is the same for all hosts in Postern: no $host");
        }
        Variables variables = name -> RouteVariables.ofServer(configuration, name);
        return texts(driver, variables, new SystemHostNames()).text(option);
    }

    /// What lists have found is remembered by their matcher, for one question.
    private DriverTexts texts(Driver driver, Variables variables, postern.smtp.list.HostNames hostNames) {
        var lists = new ListMatcher(localHost, hostNames);
        return new DriverTexts(driver, environment.withLists(lists).withVariables(variables));
    }
}
