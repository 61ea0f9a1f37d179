package postern.smtp.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import postern.smtp.lookup.DnsResolver;

/// Asks name servers, by dnsjava. Names are taken as they stand: no search list is tried. Answers are kept as
/// long as their owners say, in one cache for the whole program.
///
/// Shared by all threads.
public final class DnsjavaResolver implements DnsResolver {
    private static final Logger DIAGNOSTICS = LoggerFactory.getLogger(DnsjavaResolver.class);

    /// A message waits that long for a name server; it is tried again later anyway.
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Resolver resolver;

    private DnsjavaResolver(Resolver resolver) {
        this.resolver = resolver;
        resolver.setTimeout(TIMEOUT);
    }

    /// The name servers that the operating system is configured with.
    public static DnsjavaResolver ofSystem() {
        return new DnsjavaResolver(new ExtendedResolver());
    }

    /// One name server.
    public static DnsjavaResolver of(InetSocketAddress server) {
        return new DnsjavaResolver(new SimpleResolver(server));
    }

    @Override
    public Answer ask(String type, String name) {
        int number = Type.value(type.toUpperCase(Locale.ROOT));
        if (number < 0) {
            return new TryAgain("unknown record type " + type);
        }
        try {
            var lookup = new Lookup(Name.fromString(name, Name.root), number);
            lookup.setResolver(resolver);
            lookup.setSearchPath(List.of());
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL ->
                    new Records(
                            Arrays.stream(records).map(DnsjavaResolver::data).toList());
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Nothing();
                default -> new TryAgain(name + ": " + lookup.getErrorString());
            };
        } catch (TextParseException e) {
            DIAGNOSTICS.debug("no name for the DNS", e);
            return new Nothing(); // what cannot be a name has no records
        }
    }

    /// In presentation format; of TXT the text.
    private static String data(Record found) {
        return found instanceof TXTRecord text ? String.join("", text.getStrings()) : found.rdataToString();
    }
}
