package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// A lookup with all that its type asks for: the key itself, then the partial keys, then the default keys.
public final class LookupSearch {
    private final LookupType type;
    private final String file;
    private final Environment environment;

    private LookupSearch(LookupType type, String file, Environment environment) {
        this.type = type;
        this.file = file;
        this.environment = environment;
    }

    /// What a search found.
    ///
    /// @param value the data
    /// @param wild what the `*` of a partial or default key stood for; null if the key itself was there
    /// @param fixed the rest of the key; null as well
    public record Hit(
            Value value, @Nullable Value wild, @Nullable Value fixed) {}

    /// Searches.
    ///
    /// @param type what to ask, and how
    /// @param file where; not tainted
    /// @param key what for
    /// @param environment whose lookups
    /// @return null if it is not there
    /// @throws ExpansionStop if it cannot be said
    public static @Nullable Hit find(LookupType type, String file, Value key, Environment environment) {
        return new LookupSearch(type, file, environment).find(key);
    }

    private @Nullable Hit find(Value key) {
        var found = ask(key, key.text());
        if (found != null) {
            return new Hit(found, null, null);
        }
        var partial = type.partial() < 0 ? null : findPartial(key);
        return partial != null ? partial : findDefault(key);
    }

    private @Nullable Hit findPartial(Value key) {
        var affix = type.affix();
        var text = key.text();
        var whole = affix.isEmpty() ? null : ask(key, affix + text);
        if (whole != null) {
            return new Hit(whole, Value.EMPTY, key);
        }
        int components = (int) text.chars().filter(c -> c == '.').count() + 1;
        int dot = -1;
        for (int left = components - 1; left >= Math.max(type.partial(), 1); left--) {
            dot = text.indexOf('.', dot + 1);
            var rest = text.substring(dot + 1);
            var found = ask(key, affix + rest);
            if (found != null) {
                return new Hit(found, key.derive(text.substring(0, dot)), key.derive(rest));
            }
        }
        if (type.partial() > 0) {
            return null;
        }
        var bare = affix.endsWith(".") ? affix.substring(0, affix.length() - 1) : affix;
        var found = bare.isEmpty() ? null : ask(key, bare);
        return found == null ? null : new Hit(found, key, Value.EMPTY);
    }

    private @Nullable Hit findDefault(Value key) {
        if (type.fallback() == LookupType.Fallback.NONE) {
            return null;
        }
        int at = key.text().lastIndexOf('@');
        if (type.fallback() == LookupType.Fallback.STAR_AT && at > 0) {
            var found = ask(key, "*" + key.text().substring(at));
            if (found != null) {
                return new Hit(
                        found,
                        key.derive(key.text().substring(0, at)),
                        key.derive(key.text().substring(at)));
            }
        }
        var found = ask(key, "*");
        return found == null ? null : new Hit(found, key, Value.EMPTY);
    }

    private @Nullable Value ask(Value key, String text) {
        environment.budget().spend(1);
        var query = new Lookups.Query(type, file, key.derive(text));
        return Lookups.require(query, environment.lookups().find(query, environment));
    }
}
