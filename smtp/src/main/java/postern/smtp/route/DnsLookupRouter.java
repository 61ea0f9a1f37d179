package postern.smtp.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import postern.smtp.route.HostNames.Exchanger;

/// Sends mail where the DNS says: `driver = dnslookup` (RFC 5321 §5.1).
///
/// A domain without MX is its own host. Of those with MX only the hosts before this one are tried: mail must
/// get nearer to its end with each step. `MX 0 .` says that a domain takes no mail (RFC 7505).
///
/// @param self whether an address is one of ours, and what to do about a domain whose first host that is
public record DnsLookupRouter(Common common, String transport, HostNames names, Ourselves self) implements Router {
    /// More names than any domain has, of which each would cost us a question.
    private static final int MAX_EXCHANGERS = 50;

    /// How this host knows itself.
    public record Ourselves(Predicate<String> addresses, Self self) {}

    @Override
    public Route route(RouteQuestion question) {
        var domain = question.address().domain();
        if (domain.startsWith("[")) {
            return literal(domain);
        }
        var answer = names.exchangers(domain);
        if (answer.trouble().isPresent()) {
            return new Route.Defer(
                    "host lookup did not complete: " + answer.trouble().get());
        }
        if (answer.exists() == HostNames.Existence.DOES_NOT) {
            return decline();
        }
        if (answer.records().isEmpty()) {
            return hosts(List.of(new Exchanger(0, domain)));
        }
        boolean takesNoMail = answer.records().size() == 1
                && answer.records().getFirst().host().matches("\\.?");
        if (takesNoMail) {
            return new Route.Fail("domain does not accept mail (nullmx)");
        }
        return hosts(answer.records().stream()
                .sorted(Comparator.comparingInt(Exchanger::preference))
                .limit(MAX_EXCHANGERS)
                .toList());
    }

    /// `user@[192.0.2.1]`, `user@[IPv6:2001:db8::1]` (RFC 5321 §4.1.3).
    private Route literal(String domain) {
        var inner = domain.substring(1, domain.length() - 1);
        var address = inner.regionMatches(true, 0, "IPv6:", 0, 5) ? inner.substring(5) : inner;
        return self.addresses().test(address)
                ? ourselves(domain)
                : new Route.Deliver(transport, List.of(new MailHost(domain, address, MailHost.SMTP_PORT)));
    }

    /// The hosts before this one, the best first; those whose addresses are not known are passed over.
    private Route hosts(List<Exchanger> exchangers) {
        var found = new ArrayList<MailHost>();
        Optional<String> trouble = Optional.empty();
        int limit = Integer.MAX_VALUE;
        for (var exchanger : exchangers) {
            var answer = names.addresses(exchanger.host());
            if (answer.records().stream().anyMatch(self.addresses())) {
                limit = Math.min(limit, exchanger.preference());
            }
        }
        for (var exchanger : exchangers) {
            if (exchanger.preference() < limit) {
                var answer = names.addresses(exchanger.host());
                answer.records()
                        .forEach(address -> found.add(new MailHost(exchanger.host(), address, MailHost.SMTP_PORT)));
                trouble = trouble.or(answer::trouble);
            }
        }
        if (!found.isEmpty()) {
            return new Route.Deliver(transport, found);
        }
        if (limit < Integer.MAX_VALUE) {
            return ourselves(exchangers.getFirst().host());
        }
        return trouble.<Route>map(why -> new Route.Defer("host lookup did not complete: " + why))
                .orElseGet(this::decline);
    }

    private Route ourselves(String host) {
        var words = "lowest numbered MX record points to local host: " + host;
        return switch (self.self()) {
            case FREEZE -> new Route.Freeze(words);
            case DEFER -> new Route.Defer(words);
            case FAIL -> new Route.Fail(words);
            case PASS -> new Route.Decline();
            case SEND ->
                new Route.Deliver(
                        transport,
                        names.addresses(host).records().stream()
                                .map(address -> new MailHost(host, address, MailHost.SMTP_PORT))
                                .toList());
        };
    }

    private Route decline() {
        return new Route.Decline();
    }
}
