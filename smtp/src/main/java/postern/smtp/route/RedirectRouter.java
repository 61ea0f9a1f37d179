package postern.smtp.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import postern.smtp.wire.Mailbox;

/// Replaces an address by others: `driver = redirect`. The data is a list of addresses, separated by commas or
/// line ends, with comments from `#` to the line's end; or one of `:blackhole:`, `:fail: words`, `:defer:
/// words`. Files and pipes are refused: mail from strangers writes no files and starts no programs here.
///
/// @param data for an address: nothing if the router declines
/// @param qualifyDomain the domain of addresses that have none
public record RedirectRouter(Common common, Function<RouteQuestion, Optional<String>> data, String qualifyDomain)
        implements Router {
    /// Somebody's whole list, in one message's memory: more is no list but a mistake.
    private static final int MAX_ADDRESSES = 10_000;

    private static final Pattern SEPARATOR = Pattern.compile("[,\n]");

    @Override
    public Route route(RouteQuestion question) {
        var text = data.apply(question).map(RedirectRouter::withoutComments);
        if (text.isEmpty() || text.get().isBlank()) {
            return new Route.Decline();
        }
        var addresses = new ArrayList<Mailbox>();
        for (var item : items(text.get())) {
            var special = special(item);
            if (special.isPresent()) {
                return special.get();
            }
            if (addresses.size() >= MAX_ADDRESSES) {
                return new Route.Defer("error in redirect data: more than " + MAX_ADDRESSES + " addresses");
            }
            try {
                addresses.add(address(item));
            } catch (IllegalArgumentException e) {
                return new Route.Defer("error in redirect data: \"" + item + "\": " + e.getMessage());
            }
        }
        return new Route.Redirect(addresses);
    }

    /// A special item's words go on to the end of the data, commas included.
    private static List<String> items(String text) {
        if (text.strip().startsWith(":")) {
            return List.of(text.strip());
        }
        return SEPARATOR
                .splitAsStream(text)
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static Optional<Route> special(String item) {
        if (item.startsWith(":blackhole:")) {
            return Optional.of(new Route.Redirect(List.of()));
        }
        if (item.startsWith(":fail:")) {
            return Optional.of(new Route.Fail(words(item, ":fail:", "address is unknown")));
        }
        if (item.startsWith(":defer:")) {
            return Optional.of(new Route.Defer(words(item, ":defer:", "delivery was put off")));
        }
        if (item.startsWith("|") || item.startsWith("/")) {
            return Optional.of(new Route.Defer(
                    "error in redirect data: \"" + item + "\": delivery to files and pipes is not supported"));
        }
        return Optional.empty();
    }

    private static String words(String item, String special, String otherwise) {
        var words = item.substring(special.length()).strip().replaceAll("\\s+", " ");
        return words.isEmpty() ? otherwise : words;
    }

    /// `Ann <ann@a.example>`, `ann@a.example`, `\ann` or `ann`.
    private Mailbox address(String item) {
        int open = item.lastIndexOf('<');
        var text = open >= 0 && item.endsWith(">") ? item.substring(open + 1, item.length() - 1) : item;
        var plain = text.startsWith("\\") ? text.substring(1) : text;
        return Mailbox.parse(plain.contains("@") ? plain : plain + "@" + qualifyDomain);
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)(^|\\s)#.*$", "");
    }
}
