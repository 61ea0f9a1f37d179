package postern.smtp.cli;

import java.util.HashMap;
import java.util.Map;
import postern.smtp.config.Configuration;
import postern.smtp.daemon.Surroundings;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.list.ListMatcher;
import postern.smtp.list.LocalHost;
import postern.smtp.list.SystemHostNames;
import postern.smtp.lookup.ConfiguredLookups;
import postern.smtp.lookup.DnsResolver;

/// The environment of expansions on the command line, where there is no connection and no message: the
/// variables that the configuration sets, its named lists, its lookups.
final class ConfiguredExpansion {
    /// What Exim has in variables that are numbers or words where nothing has happened yet.
    private static final Map<String, Value> IDLE = idle();

    private ConfiguredExpansion() {}

    /// Without a configuration.
    static Environment environment() {
        return Environment.bare()
                .withVariables(Variables.of(IDLE))
                .withLookups(new ConfiguredLookups(DnsResolver.NONE))
                .withLists(new ListMatcher(LocalHost.UNKNOWN, new SystemHostNames()));
    }

    /// With a configuration.
    static Environment environment(Configuration configuration) {
        return environment()
                .withVariables(Variables.of(settings(configuration)).orElse(Variables.of(IDLE)))
                .withNamedLists(Surroundings.namedLists(configuration))
                .withLists(new ListMatcher(Surroundings.localHost(configuration), new SystemHostNames()));
    }

    private static Map<String, Value> settings(Configuration configuration) {
        var values = new HashMap<String, Value>();
        values.put("config_file", Value.trusted(configuration.file()));
        for (var name : new String[] {"primary_hostname", "qualify_domain", "qualify_recipient", "spool_directory"}) {
            configuration.main().text(name).ifPresent(text -> values.put(name, Value.trusted(text)));
        }
        return values;
    }

    private static Map<String, Value> idle() {
        var values = new HashMap<String, Value>();
        var words = """
                acl_narg=0 authentication_failed=0 body_linecount=0 body_zerocount=0 host_lookup_deferred=0
                host_lookup_failed=0 interface_port=-1 max_received_linelength=0 message_age=0 message_body_size=0
                message_linecount=0 message_size=0 message_smtputf8=no rcpt_count=0 rcpt_defer_count=0 rcpt_fail_count=0
                received_count=0 received_port=-1 received_time=0 recipients_count=0 runrc=0 sender_helo_dnssec=no
                sender_host_dnssec=no sender_host_port=0 sending_port=-1 smtp_count_at_connection_start=0 tls_bits=0
                tls_certificate_verified=0 tls_in_bits=0 tls_in_certificate_verified=0 tls_in_ocsp=0 tls_in_resumption=0
                tls_out_bits=0 tls_out_certificate_verified=0 tls_out_dane=no tls_out_ocsp=0 tls_out_resumption=0
                tls_out_tlsa_usage=0
                """;
        for (var word : words.trim().split("\\s+")) {
            var parts = word.split("=", 2);
            values.put(parts[0], Value.trusted(parts[1]));
        }
        return Map.copyOf(values);
    }
}
