package postern.smtp.list;

import org.jspecify.annotations.Nullable;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.BoundedPattern.Letters;
import postern.smtp.expand.Environment;
import postern.smtp.expand.FileItems;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching.Matched;
import postern.smtp.expand.ListMatching.NotMatched;
import postern.smtp.expand.ListMatching.Outcome;
import postern.smtp.expand.SeparatedList;
import postern.smtp.expand.Value;

/// One search of one list.
final class ListSearch {
    private final ListMatcher matcher;
    private final ListKind kind;
    private final Value subject;
    private final Environment environment;
    private final ItemMatcher items;
    private Letters letters = Letters.SAME;

    /// The sign of the last item or line that was asked, which decides where none matches.
    private Sign last = Sign.POSITIVE;

    ListSearch(ListMatcher matcher, ListKind kind, Value subject, Environment environment) {
        this.matcher = matcher;
        this.kind = kind;
        this.subject = subject;
        this.environment = environment;
        this.items = switch (kind) {
            case DOMAIN -> new DomainItems(this);
            case LOCAL_PART -> new PlainItems(this);
            case STRING -> new PlainItems(this);
            case ADDRESS -> new AddressItems(this);
            case HOST -> new HostItems(this);
        };
    }

    /// The search of a named list within this one.
    ListSearch inner() {
        var inner = new ListSearch(matcher, kind, subject, environment);
        inner.letters = letters;
        return inner;
    }

    /// Searches.
    ///
    /// @throws postern.smtp.expand.ExpansionStop if it cannot be said
    Outcome search(Value list) {
        for (var entry : SeparatedList.of(list).items()) {
            environment.budget().spend(1);
            if (isSetting(entry.text())) {
                continue;
            }
            var outcome = decided(Signed.read(entry));
            if (outcome != null) {
                return outcome;
            }
        }
        return last == Sign.POSITIVE ? new NotMatched() : new Matched(null);
    }

    /// What an entry decides; null if the next is to be asked.
    private @Nullable Outcome decided(Signed entry) {
        last = entry.sign();
        if (entry.item().text().startsWith("/")) {
            FileItems.requireTrusted(entry.item(), "list");
            return file(entry);
        }
        return decided(item(entry.item()), entry.sign());
    }

    private static @Nullable Outcome decided(ItemOutcome outcome, Sign sign) {
        return switch (outcome.answer()) {
            case NO -> null;
            case GIVE_UP -> new NotMatched();
            case YES -> sign == Sign.POSITIVE ? new Matched(outcome.data()) : new NotMatched();
        };
    }

    /// `+caseful` and what [HostItems] takes hold for the items that follow.
    private boolean isSetting(String item) {
        if (item.equals("+caseful") && (kind == ListKind.ADDRESS || kind == ListKind.LOCAL_PART)) {
            letters = Letters.DISTINCT;
            return true;
        }
        return items.isSetting(item);
    }

    private ItemOutcome item(Value item) {
        var text = item.text();
        if (text.startsWith("+") && kind != ListKind.STRING) {
            return matcher.matchNamed(this, AsciiText.trim(text.substring(1))) instanceof Matched(var data)
                    ? ItemOutcome.yes(data)
                    : ItemOutcome.NO;
        }
        return items.match(item);
    }

    /// The lines of a file are items, negated or not, but neither named lists nor files. An exclamation mark
    /// before the file turns all of them round.
    private @Nullable Outcome file(Signed file) {
        for (var text : ListFile.lines(file.item().text(), environment.budget())) {
            var line = Signed.read(Value.trusted(text));
            last = line.sign() == file.sign() ? Sign.POSITIVE : Sign.NEGATIVE;
            var outcome = decided(items.match(line.item()), last);
            if (outcome != null) {
                return outcome;
            }
        }
        return null;
    }

    /// Whether an item has an exclamation mark.
    private enum Sign {
        POSITIVE,
        NEGATIVE
    }

    private record Signed(Sign sign, Value item) {
        static Signed read(Value entry) {
            return entry.text().startsWith("!")
                    ? new Signed(
                            Sign.NEGATIVE,
                            entry.derive(AsciiText.trim(entry.text().substring(1))))
                    : new Signed(Sign.POSITIVE, entry);
        }
    }

    ListKind kind() {
        return kind;
    }

    Value subject() {
        return subject;
    }

    Environment environment() {
        return environment;
    }

    ListMatcher matcher() {
        return matcher;
    }

    Letters letters() {
        return letters;
    }
}
