package postern.smtp.list;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.BoundedPattern;
import postern.smtp.expand.BoundedPattern.Letters;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching.Matched;
import postern.smtp.expand.SeparatedList;
import postern.smtp.expand.Value;

/// Items of address lists: a regular expression or a lookup for the whole address, `local@domain` where both
/// may begin with `*` and the domain may be any item of a domain list, a domain alone, `@@lookup` whose data
/// list the local parts of a domain. The empty item is the empty address, and matches nothing else.
final class AddressItems implements ItemMatcher {
    /// `@@` lookups may refer to further keys with `>key`: not in a circle for ever.
    private static final int MAX_REFERRALS = 50;

    private final ListSearch search;

    AddressItems(ListSearch search) {
        this.search = search;
    }

    @Override
    public ItemOutcome match(Value item) {
        var address = search.subject();
        var pattern = item.text();
        if (pattern.isEmpty()) {
            return address.isEmpty() ? ItemOutcome.YES : ItemOutcome.NO;
        }
        int at = address.text().lastIndexOf('@');
        if (at < 0 && !address.isEmpty()) {
            return ItemOutcome.NO;
        }
        if (pattern.startsWith("^")) {
            var found = BoundedPattern.compile(pattern, search.letters())
                    .find(withSmallDomain(address, at), search.environment().budget());
            return found == null ? ItemOutcome.NO : ItemOutcome.YES;
        }
        var lookup = isLookup(pattern) ? ItemLookup.read(item) : Optional.<ItemLookup>empty();
        if (lookup.isPresent()) {
            return lookup.get().outcome(address, search.environment());
        }
        return at < 0 ? ItemOutcome.NO : inParts(item, at);
    }

    /// The size of letters never counts in a domain.
    private static Value withSmallDomain(Value address, int at) {
        return at < 0
                ? address
                : address.derive(address.text().substring(0, at)
                        + AsciiText.lower(address.text().substring(at)));
    }

    /// Patterns of the parts on both sides of the last `@`.
    private ItemOutcome inParts(Value item, int at) {
        var address = search.subject();
        var pattern = item.text();
        var local = address.derive(address.text().substring(0, at));
        var domain = address.derive(address.text().substring(at + 1));
        if (pattern.startsWith("@@")) {
            return localPartsOf(domain, local, item.derive(pattern.substring(2)));
        }
        int semicolon = pattern.indexOf(';');
        int middle = pattern.endsWith("@@")
                ? pattern.length() - 2
                : pattern.lastIndexOf('@', semicolon < 0 ? pattern.length() : semicolon);
        if (middle < 0) {
            return inDomain("", domain, item);
        }
        var localPattern = pattern.substring(0, middle);
        return matchesLocal(local.text(), localPattern)
                ? inDomain(localPattern, domain, item.derive(pattern.substring(middle + 1)))
                : ItemOutcome.NO;
    }

    /// A lookup of the whole address: `lsearch*@;/file`, but not `local@lsearch;/file`.
    private static boolean isLookup(String pattern) {
        int semicolon = pattern.indexOf(';');
        var type = semicolon < 0 ? "@" : pattern.substring(0, semicolon);
        return (type.endsWith("*@") ? type.substring(0, type.length() - 1) : type).indexOf('@') < 0;
    }

    /// `@+name` is a named list of domains.
    private ItemOutcome inDomain(String localPattern, Value domain, Value item) {
        var outcome = item.text().startsWith("+")
                ? named(domain, item.text().substring(1))
                : DomainItems.match(search, domain, item);
        var data = outcome.data();
        return outcome.answer() == ItemOutcome.Answer.YES && data != null
                ? ItemOutcome.yes(data.derive(localPattern + "@" + data.text()))
                : outcome;
    }

    private ItemOutcome named(Value domain, String name) {
        var domains = new ListSearch(search.matcher(), ListKind.DOMAIN, domain, search.environment());
        return search.matcher().matchNamed(domains, name) instanceof Matched(var data)
                ? ItemOutcome.yes(data)
                : ItemOutcome.NO;
    }

    private boolean matchesLocal(String local, String pattern) {
        var text = inCase(local);
        return pattern.startsWith("*") ? text.endsWith(inCase(pattern.substring(1))) : text.equals(inCase(pattern));
    }

    private String inCase(String text) {
        return search.letters() == Letters.SAME ? AsciiText.lower(text) : text;
    }

    /// `@@lsearch;/file`: the domain is the key, the data a list of local parts, `>key` at its end another key.
    private ItemOutcome localPartsOf(Value domain, Value local, Value item) {
        var lookup = ItemLookup.read(item);
        @Nullable Value key = domain;
        for (int i = 0; i < MAX_REFERRALS && key != null && lookup.isPresent(); i++) {
            var data = lookup.get().find(key, search.environment());
            key = null;
            if (data == null) {
                return ItemOutcome.NO;
            }
            for (var pattern : SeparatedList.of(data).items()) {
                boolean negative = pattern.text().startsWith("!");
                var bare = pattern.derive(AsciiText.trim(pattern.text().substring(negative ? 1 : 0)));
                var outcome = PlainItems.match(search, local, bare);
                if (pattern.text().startsWith(">")) {
                    key = pattern.derive(AsciiText.trim(pattern.text().substring(1)));
                } else if (outcome.answer() == ItemOutcome.Answer.YES) {
                    return negative ? ItemOutcome.NO : outcome;
                }
            }
        }
        return ItemOutcome.NO;
    }
}
