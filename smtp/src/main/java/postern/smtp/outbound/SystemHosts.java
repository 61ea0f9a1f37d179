package postern.smtp.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.smtp.lookup.DnsResolver;
import postern.smtp.route.HostNames;

/// Hosts by the operating system, which also reads its hosts file; MX records by a resolver.
///
/// The JDK does not tell a name that is not there from one that cannot be found now.
record SystemHosts(DnsResolver resolver) implements HostNames {
    private static final Pattern EXCHANGER = Pattern.compile("(\\d{1,5}) (\\S+)");

    @Override
    public Answer<Exchanger> exchangers(String domain) {
        return switch (resolver.ask("MX", domain)) {
            case DnsResolver.Records(var data) ->
                Answer.of(data.stream()
                        .map(EXCHANGER::matcher)
                        .filter(Matcher::matches)
                        .map(match -> new Exchanger(Integer.parseInt(match.group(1)), withoutDot(match.group(2))))
                        .toList());
            case DnsResolver.Nothing() -> Answer.of(List.of());
            case DnsResolver.TryAgain(var reason) -> Answer.tryAgain(reason);
        };
    }

    @Override
    public Answer<String> addresses(String host) {
        try {
            return Answer.of(Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .toList());
        } catch (UnknownHostException e) {
            return Answer.noSuchName();
        }
    }

    /// The root stays what it is: it says that there is no host.
    private static String withoutDot(String name) {
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
