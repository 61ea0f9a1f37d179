package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// The kinds of lists, which differ in what an item means.
public enum ListKind {
    /// `domains = …`, `domainlist`
    DOMAIN("domain", "d"),
    /// `hosts = …`, `hostlist`
    HOST("host", "h"),
    /// `senders = …`, `addresslist`
    ADDRESS("address", "a"),
    /// `local_parts = …`, `localpartlist`
    LOCAL_PART("localpart", "l"),
    /// A list of plain texts, such as the ports of `tls_on_connect_ports`; it has no named lists.
    STRING("string", null);

    private final String word;
    private final @Nullable String letter;

    ListKind(String word, @Nullable String letter) {
        this.word = word;
        this.letter = letter;
    }

    /// The word in messages, which with "list" behind it is the word of the configuration file.
    public String word() {
        return word;
    }

    /// The letter after `listnamed_`; null for a kind without names.
    public @Nullable String letter() {
        return letter;
    }
}
