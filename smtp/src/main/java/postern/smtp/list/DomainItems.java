package postern.smtp.list;

import postern.smtp.expand.AsciiText;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.IpAddress;
import postern.smtp.expand.Value;

/// Items of domain lists: what [PlainItems] takes, and `@` for this host's name, `@[]` for its addresses in
/// brackets.
final class DomainItems implements ItemMatcher {
    private final ListSearch search;

    DomainItems(ListSearch search) {
        this.search = search;
    }

    @Override
    public ItemOutcome match(Value item) {
        return match(search, search.subject(), item);
    }

    static ItemOutcome match(ListSearch search, Value domain, Value item) {
        var localHost = search.matcher().localHost();
        if (item.text().equals("@")) {
            var name = Value.trusted(localHost.name());
            return ItemOutcome.of(AsciiText.sameLetters(domain.text(), name.text()), name);
        }
        if (item.text().equals("@[]")) {
            return ItemOutcome.of(isLiteralOf(localHost, domain.text()), item);
        }
        if (item.text().startsWith("@mx_")) {
            throw ExpansionStop.failed("\"" + item.text() + "\" in a domain list is not supported by Postern");
        }
        return PlainItems.match(search, domain, item);
    }

    private static boolean isLiteralOf(LocalHost localHost, String domain) {
        if (!domain.startsWith("[") || !domain.endsWith("]")) {
            return false;
        }
        var inside = domain.substring(1, domain.length() - 1);
        return IpAddress.parse(AsciiText.lower(inside).startsWith("ipv6:") ? inside.substring(5) : inside)
                .filter(localHost.addresses()::contains)
                .isPresent();
    }
}
