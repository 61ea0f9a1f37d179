package postern.smtp.list;

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
            var signed = Signed.read(entry);
            last = signed.sign();
            var sign = signed.sign();
            var outcome = item(signed.item());
            if (outcome.answer() != ItemOutcome.Answer.NO) {
                return decided(outcome, sign);
            }
        }
        return last == Sign.POSITIVE ? new NotMatched() : new Matched(null);
    }

    private static Outcome decided(ItemOutcome outcome, Sign sign) {
        if (outcome.answer() == ItemOutcome.Answer.GIVE_UP) {
            return new NotMatched();
        }
        return sign == Sign.POSITIVE ? new Matched(outcome.data()) : new NotMatched();
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
        if (text.startsWith("/")) {
            FileItems.requireTrusted(item, "list");
            return file(text);
        }
        return items.match(item);
    }

    /// The lines of a file are items, negated or not, but neither named lists nor files.
    private ItemOutcome file(String name) {
        for (var line : ListFile.lines(name, environment.budget())) {
            var signed = Signed.read(Value.trusted(line));
            last = signed.sign();
            var outcome = items.match(signed.item());
            if (outcome.answer() != ItemOutcome.Answer.NO) {
                // A negative line turns round what the item says.
                return signed.sign() == Sign.POSITIVE ? outcome : ItemOutcome.negated(outcome);
            }
        }
        return ItemOutcome.NO;
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
