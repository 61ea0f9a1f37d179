package postern.smtp.config;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of lists that can have a name.
public enum ListKind {
    /// Of addresses.
    ADDRESS("addresslist", "address list"),
    /// Of domains.
    DOMAIN("domainlist", "domain list"),
    /// Of hosts.
    HOST("hostlist", "host list"),
    /// Of local parts.
    LOCAL_PART("localpartlist", "local part list");

    private final String keyword;
    private final String words;

    ListKind(String keyword, String words) {
        this.keyword = keyword;
        this.words = words;
    }

    /// The word in a configuration that begins one.
    public String keyword() {
        return keyword;
    }

    /// What it is called in messages.
    public String words() {
        return words;
    }

    static Optional<ListKind> of(String keyword) {
        return Arrays.stream(values())
                .filter(kind -> kind.keyword.equals(keyword))
                .findFirst();
    }
}
