package postern.smtp.daemon;

import java.io.IOException;
import java.util.Optional;
import postern.smtp.acl.AclTrace;
import postern.smtp.config.Settings;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Value;

/// Options of the main section, expanded for one client.
/// @param trace who watches
record Options(Settings main, Environment environment, AclTrace trace) {
    /// Nobody watches.
    Options(Settings main, Environment environment) {
        this(main, environment, AclTrace.NONE);
    }

    /// The value of an option; empty if it is unset, empty, or its expansion is forced to fail.
    ///
    /// @throws IOException if it cannot be expanded, in Exim's words
    Optional<Value> value(String name) throws IOException {
        var template = main.template(name);
        if (template.isEmpty()) {
            return Optional.empty();
        }
        return switch (template.get().expand(environment)) {
            case Expansion.Expanded(var value) -> Optional.of(value).filter(text -> !text.isEmpty());
            case Expansion.ForcedFailure _ -> Optional.empty();
            case Expansion.Failed(var why) -> throw new IOException("expansion of " + name + " failed: " + why);
        };
    }

    /// Its text.
    Optional<String> text(String name) throws IOException {
        return value(name).map(Value::text);
    }

    /// The name of a file, which nobody but the operator may choose.
    ///
    /// @throws IOException if the client had a hand in it, with the safe way to write the option
    Optional<String> file(String name) throws IOException {
        var value = value(name);
        if (value.isPresent() && value.get().tainted()) {
            throw new IOException("Tainted filename '" + value.get().text() + "' in " + name
                    + ": what a client sends must not become a file name; let a lookup vouch for it, as in"
                    + " ${lookup {$tls_in_sni.pem} dsearch,ret=full {/etc/certs} {$value}{/etc/certs/default.pem}}");
        }
        return value.map(Value::text);
    }

    /// Whether the client is in a list of hosts.
    ///
    /// @throws IOException if that cannot be said
    boolean matchesHost(String name) throws IOException {
        var list = value(name);
        var client = environment.variables().value("sender_host_address");
        if (list.isEmpty() || client == null) {
            trace.line("host in " + name + "? no (option unset)");
            return false;
        }
        return switch (environment.lists().match(ListKind.HOST, client, list.get(), environment)) {
            case ListMatching.Matched _ -> {
                trace.line("host in " + name + "? yes");
                yield true;
            }
            case ListMatching.NotMatched _ -> {
                trace.line("host in " + name + "? no (end of list)");
                yield false;
            }
            case ListMatching.Deferred(var why) -> throw new IOException(name + ": " + why);
        };
    }
}
