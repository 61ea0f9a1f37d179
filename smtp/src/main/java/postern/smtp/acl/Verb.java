package postern.smtp.acl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a statement of an access control list does if its conditions hold.
public enum Verb {
    /// Yes, and no more is asked.
    ACCEPT,
    /// Not now.
    DEFER,
    /// No.
    DENY,
    /// Yes, and then away with it.
    DISCARD,
    /// No, and the connection is closed.
    DROP,
    /// No, unless the conditions hold.
    REQUIRE,
    /// Takes note and goes on.
    WARN;

    /// As written in a configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
