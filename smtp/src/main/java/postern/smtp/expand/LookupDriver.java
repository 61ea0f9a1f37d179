package postern.smtp.expand;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kinds of lookups.
public enum LookupDriver {
    /// A text file, a key and its data on each line, searched from the top.
    LSEARCH("lsearch", Style.SINGLE_KEY),
    /// The same with `*suffix` and `^regular expression` as keys, which are expanded.
    WILDLSEARCH("wildlsearch", Style.SINGLE_KEY),
    /// The same, where the keys are not expanded.
    NWILDLSEARCH("nwildlsearch", Style.SINGLE_KEY),
    /// The same with addresses and networks as keys.
    IPLSEARCH("iplsearch", Style.SINGLE_KEY),
    /// The names in a directory.
    DSEARCH("dsearch", Style.SINGLE_KEY),
    /// The domain name system.
    DNSDB("dnsdb", Style.QUERY),
    /// The users of this machine.
    PASSWD("passwd", Style.QUERY);

    /// Exim's others.
    private static final List<String> NOT_HERE = List.of(
            "cdb", "dbm", "dbmjz", "dbmnz", "ibase", "json", "ldap", "ldapdn", "ldapm", "lmdb", "mysql", "nis", "nis0",
            "nisplus", "oracle", "pgsql", "redis", "spf", "sqlite", "whoson");

    /// How the question is put.
    public enum Style {
        /// A key, sought in a file.
        SINGLE_KEY,
        /// A query that says it all.
        QUERY
    }

    private final String word;
    private final Style style;

    LookupDriver(String word, Style style) {
        this.word = word;
        this.style = style;
    }

    /// Its name in the configuration.
    public String word() {
        return word;
    }

    /// How the question is put.
    public Style style() {
        return style;
    }

    /// The one with that name.
    public static Optional<LookupDriver> named(String name) {
        return Arrays.stream(values())
                .filter(driver -> driver.word.equals(name))
                .findFirst();
    }

    /// What is to be said of a name that is none of them.
    public static String refusal(String name) {
        return NOT_HERE.contains(name)
                ? "lookup type \"" + name + "\" is not supported by Postern"
                : "unknown lookup type \"" + name + "\"";
    }

    static List<String> names() {
        return Arrays.stream(values()).map(LookupDriver::word).toList();
    }
}
