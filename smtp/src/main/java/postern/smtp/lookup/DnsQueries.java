package postern.smtp.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.Environment;
import postern.smtp.expand.IpAddress;
import postern.smtp.expand.Lookups;
import postern.smtp.expand.SeparatedList;
import postern.smtp.expand.Value;

/// `dnsdb` queries: `[>separator] [modifier,]… [type=]name[:name…]`. Several answers are put together with the
/// separator, a newline unless the query says otherwise. Modifiers: `strict`, `lax` (the default) and `never`
/// say what becomes of a name that cannot be asked for now; `dnssec_…` and `retrans_…` are taken and do nothing.
final class DnsQueries {
    private static final Map<String, List<String>> TYPES = Map.ofEntries(
            Map.entry("a", List.of("A")),
            Map.entry("a+", List.of("AAAA", "A")),
            Map.entry("aaaa", List.of("AAAA")),
            Map.entry("cname", List.of("CNAME")),
            Map.entry("mx", List.of("MX")),
            Map.entry("mxh", List.of("MX")),
            Map.entry("ns", List.of("NS")),
            Map.entry("ptr", List.of("PTR")),
            Map.entry("soa", List.of("SOA")),
            Map.entry("spf", List.of("TXT")),
            Map.entry("srv", List.of("SRV")),
            Map.entry("tlsa", List.of("TLSA")),
            Map.entry("txt", List.of("TXT")));

    private static final Set<String> IDLE = Set.of("dnssec_strict", "dnssec_lax", "dnssec_never");

    private final DnsResolver resolver;

    DnsQueries(DnsResolver resolver) {
        this.resolver = resolver;
    }

    /// What becomes of a name that cannot be asked for now.
    private enum OnDefer {
        /// The lookup cannot be answered.
        STRICT,
        /// It cannot, unless another name has an answer.
        LAX,
        /// It counts as without records.
        NEVER
    }

    Lookups.Answer find(Lookups.Query query, Environment environment) {
        var text = AsciiText.trim(query.key().text());
        var separator = "\n";
        if (text.startsWith(">") && text.length() > 1) {
            separator = text.substring(1, 2);
            text = AsciiText.trim(text.substring(2));
        }
        var onDefer = OnDefer.LAX;
        for (int comma = modifierEnd(text); comma >= 0; comma = modifierEnd(text)) {
            var modifier = AsciiText.lower(AsciiText.trim(text.substring(0, comma)));
            if (modifier.startsWith("defer_")) {
                onDefer = onDefer(modifier);
            } else if (!IDLE.contains(modifier) && !modifier.startsWith("retr")) {
                return new Lookups.Deferred("unsupported dnsdb modifier \"" + modifier + "\"");
            }
            text = AsciiText.trim(text.substring(comma + 1));
        }
        int equals = text.indexOf('=');
        var type = equals < 0 ? "txt" : AsciiText.lower(AsciiText.trim(text.substring(0, equals)));
        var records = TYPES.get(type);
        if (records == null) {
            return new Lookups.Deferred("unsupported DNS record type");
        }
        var names =
                SeparatedList.of(query.key().derive(text.substring(equals + 1))).items();
        return new Asking(type, records, onDefer, environment).all(names, separator);
    }

    /// The comma after a modifier; -1 if no modifier stands in front.
    private static int modifierEnd(String text) {
        int comma = text.indexOf(',');
        int equals = text.indexOf('=');
        return comma >= 0 && (equals < 0 || comma < equals) ? comma : -1;
    }

    private static OnDefer onDefer(String modifier) {
        return switch (modifier) {
            case "defer_strict" -> OnDefer.STRICT;
            case "defer_never" -> OnDefer.NEVER;
            default -> OnDefer.LAX;
        };
    }

    /// One query, name by name.
    private final class Asking {
        private final String type;
        private final List<String> records;
        private final OnDefer onDefer;
        private final Environment environment;
        private final List<String> found = new ArrayList<>();
        private String trouble = "";

        Asking(String type, List<String> records, OnDefer onDefer, Environment environment) {
            this.type = type;
            this.records = records;
            this.onDefer = onDefer;
            this.environment = environment;
        }

        Lookups.Answer all(List<Value> names, String separator) {
            for (var name : names) {
                for (var kind : records) {
                    environment.budget().spend(1);
                    ask(kind, name.text());
                }
            }
            boolean defers =
                    !trouble.isEmpty() && (onDefer == OnDefer.STRICT || onDefer == OnDefer.LAX && found.isEmpty());
            if (defers) {
                return new Lookups.Deferred(trouble);
            }
            return found.isEmpty()
                    ? new Lookups.NotFound()
                    : new Lookups.Found(Value.fromPeer(String.join(separator, found)));
        }

        private void ask(String kind, String name) {
            switch (resolver.ask(kind, kind.equals("PTR") ? pointerName(name) : name)) {
                case DnsResolver.Records(var data) -> data.forEach(record -> found.add(shown(record)));
                case DnsResolver.Nothing() -> {}
                case DnsResolver.TryAgain(var reason) -> trouble = reason;
            }
        }

        /// `mxh` wants the hosts alone.
        private String shown(String record) {
            return type.equals("mxh") ? record.substring(record.indexOf(' ') + 1) : record;
        }

        private static String pointerName(String name) {
            return IpAddress.parse(name)
                    .map(address -> address.reversed() + (address.isIpv4() ? ".in-addr.arpa" : ".ip6.arpa"))
                    .orElse(name);
        }
    }
}
