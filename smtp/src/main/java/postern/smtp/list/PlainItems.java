package postern.smtp.list;

import postern.smtp.expand.AsciiText;
import postern.smtp.expand.BoundedPattern;
import postern.smtp.expand.BoundedPattern.Letters;
import postern.smtp.expand.Value;

/// Items that are texts: the same text, `*suffix`, `^regular expression`, or a lookup of the whole text.
final class PlainItems implements ItemMatcher {
    private final ListSearch search;

    PlainItems(ListSearch search) {
        this.search = search;
    }

    @Override
    public ItemOutcome match(Value item) {
        return match(search, search.subject(), item);
    }

    /// Whether an item matches a text.
    static ItemOutcome match(ListSearch search, Value subject, Value item) {
        var pattern = item.text();
        if (pattern.startsWith("^")) {
            var compiled = BoundedPattern.compile(pattern, search.letters());
            return ItemOutcome.of(compiled.find(subject, search.environment().budget()) != null, item);
        }
        var text = inCase(search, subject.text());
        if (pattern.startsWith("*")) {
            return ItemOutcome.of(text.endsWith(inCase(search, pattern.substring(1))), item);
        }
        var lookup = ItemLookup.read(item);
        if (lookup.isPresent()) {
            return lookup.get().outcome(subject, search.environment());
        }
        return ItemOutcome.of(text.equals(inCase(search, pattern)), item);
    }

    private static String inCase(ListSearch search, String text) {
        return search.letters() == Letters.SAME ? AsciiText.lower(text) : text;
    }
}
