package postern.smtp.list;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.IpAddress;
import postern.smtp.expand.LookupDriver;
import postern.smtp.expand.Value;

/// Items of host lists. By address: an address, a network, `@[]` for this host's, `net-lsearch;/file` and
/// `net24-lsearch;/file` for a lookup of the address or its network. By name, which asks for the names of the
/// host: `*.suffix`, `^regular expression`, a lookup, a name. The empty item is no host at all: a local caller.
///
/// Where a name cannot be found, the host is not in the list, whatever follows, unless `+include_unknown` or
/// `+ignore_unknown` came before; where it cannot be found now, the search fails, unless `+include_defer` or
/// `+ignore_defer` came before.
final class HostItems implements ItemMatcher {
    private final ListSearch search;
    private final Optional<IpAddress> address;
    private ItemOutcome onUnknown = ItemOutcome.GIVE_UP;
    private @Nullable ItemOutcome onDefer;

    HostItems(ListSearch search) {
        this.search = search;
        this.address = IpAddress.parse(search.subject().text()).map(IpAddress::unmapped);
    }

    @Override
    public boolean isSetting(String item) {
        switch (item) {
            case "+include_unknown" -> onUnknown = ItemOutcome.YES;
            case "+ignore_unknown" -> onUnknown = ItemOutcome.NO;
            case "+include_defer" -> onDefer = ItemOutcome.YES;
            case "+ignore_defer" -> onDefer = ItemOutcome.NO;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public ItemOutcome match(Value item) {
        var text = item.text();
        if (text.equals("*")) {
            return ItemOutcome.YES;
        }
        if (address.isEmpty() || text.isEmpty()) {
            return yes(address.isEmpty() && text.isEmpty());
        }
        var host = address.get();
        if (text.equals("@[]")) {
            return yes(search.matcher().localHost().addresses().contains(host));
        }
        if (isNetwork(text)) {
            return yes(host.isInNetwork(text));
        }
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return isMisspelt(text) ? onUnknown : byName(item, host);
        }
        return text.startsWith("net") && text.indexOf('-') > 0 && text.indexOf('-') < semicolon && isNet(text)
                ? byNetwork(item, host)
                : byLookup(item, host);
    }

    private static ItemOutcome yes(boolean matches) {
        return matches ? ItemOutcome.YES : ItemOutcome.NO;
    }

    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        var digits = slash < 0 ? "0" : text.substring(slash + 1);
        return !digits.isEmpty()
                && digits.chars().allMatch(c -> AsciiText.isDigit((char) c))
                && IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).isPresent();
    }

    /// Whether it was meant to be an address or a network and is none: whom the list means, nobody knows.
    private static boolean isMisspelt(String text) {
        return text.indexOf('/') >= 0 || text.chars().allMatch(c -> AsciiText.isDigit((char) c) || c == '.');
    }

    /// `net-` or `net24-`
    private static boolean isNet(String text) {
        return text.substring("net".length(), text.indexOf('-')).chars().allMatch(c -> AsciiText.isDigit((char) c));
    }

    /// The key is the address, or with a number the network of so many bits; IPv6 keys have dots between their
    /// groups, save for `iplsearch`.
    private ItemOutcome byNetwork(Value item, IpAddress host) {
        int hyphen = item.text().indexOf('-');
        var digits = item.text().substring("net".length(), hyphen);
        var lookup = lookup(item.derive(item.text().substring(hyphen + 1)));
        boolean byAddress = lookup.type().driver() == LookupDriver.IPLSEARCH;
        int longest = 3;
        int bits = digits.isEmpty() || digits.length() > longest
                ? host.bits()
                : Math.min(Integer.parseInt(digits), host.bits());
        var network = host.network(bits);
        var key = network.isIpv4() || byAddress ? network.toString() : network.groups('.');
        var masked = digits.isEmpty() || byAddress ? key : key + "/" + bits;
        return lookup.outcome(search.subject().derive(masked), search.environment());
    }

    private static ItemLookup lookup(Value item) {
        return ItemLookup.read(item).orElseThrow(() -> ExpansionStop.failed("no lookup in \"" + item.text() + "\""));
    }

    /// A lookup by key wants the name of the host; `iplsearch` its address; one by query asks what it says.
    private ItemOutcome byLookup(Value item, IpAddress host) {
        var lookup = lookup(item);
        return switch (lookup.type().driver()) {
            case IPLSEARCH -> lookup.outcome(search.subject().derive(host.toString()), search.environment());
            case DNSDB, PASSWD -> lookup.outcome(search.subject(), search.environment());
            default ->
                anyOf(
                        search.matcher().hostNames().namesOf(host),
                        name -> lookup.outcome(Value.fromPeer(AsciiText.lower(name)), search.environment()));
        };
    }

    private ItemOutcome byName(Value item, IpAddress host) {
        var names = search.matcher().hostNames();
        var text = item.text();
        if (text.startsWith("*") || text.startsWith("^")) {
            return anyOf(names.namesOf(host), name -> PlainItems.match(search, Value.fromPeer(name), item));
        }
        var wanted = text.equals("@") ? search.matcher().localHost().name() : text;
        return anyOf(names.addressesOf(wanted), found -> yes(found.unmapped().equals(host)));
    }

    private <T> ItemOutcome anyOf(HostNames.Answer<T> answer, Function<T, ItemOutcome> match) {
        return switch (answer) {
            case HostNames.Known<T>(List<T> values) ->
                values.stream()
                        .map(match)
                        .filter(outcome -> outcome.answer() == ItemOutcome.Answer.YES)
                        .findFirst()
                        .orElse(ItemOutcome.NO);
            case HostNames.Unknown<T>() -> onUnknown;
            case HostNames.TryAgain<T>(String reason) -> deferred(reason);
        };
    }

    private ItemOutcome deferred(String reason) {
        if (onDefer == null) {
            throw ExpansionStop.failed("host name lookup deferred: " + reason);
        }
        return onDefer;
    }
}
