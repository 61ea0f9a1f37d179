package postern.smtp.list;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.Environment;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.FileItems;
import postern.smtp.expand.LookupDriver.Style;
import postern.smtp.expand.LookupSearch;
import postern.smtp.expand.LookupType;
import postern.smtp.expand.Value;

/// An item such as `lsearch;/file` or `dnsdb;a=name`.
///
/// @param type what is asked
/// @param file the file of a lookup by key, or the whole query
record ItemLookup(LookupType type, Value file) {
    /// Reads an item; empty if it is no lookup.
    ///
    /// @throws ExpansionStop if the type before the semicolon is none
    static Optional<ItemLookup> read(Value item) {
        int semicolon = item.text().indexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        try {
            var type = LookupType.parse(AsciiText.trim(item.text().substring(0, semicolon)));
            return Optional.of(
                    new ItemLookup(type, item.derive(AsciiText.trim(item.text().substring(semicolon + 1)))));
        } catch (LookupType.FormatException e) {
            throw ExpansionStop.failed(String.valueOf(e.getMessage()));
        }
    }

    ItemOutcome outcome(Value key, Environment environment) {
        var found = find(key, environment);
        return found == null ? ItemOutcome.NO : ItemOutcome.yes(found);
    }

    @Nullable
    Value find(Value key, Environment environment) {
        boolean byQuery = type.driver().style() == Style.QUERY;
        if (!byQuery) {
            FileItems.requireTrusted(file, "search");
        }
        var hit = LookupSearch.find(type, byQuery ? "" : file.text(), byQuery ? file : key, environment);
        return hit == null ? null : hit.value();
    }
}
