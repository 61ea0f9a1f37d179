package postern.smtp.route;

import java.util.List;
import java.util.Optional;

/// What the DNS says. Each answer is one of three: records, none, or that it cannot be told now.
public interface HostNames {
    /// The hosts that take mail for a domain, in no order; none if it has no MX.
    Answer<Exchanger> exchangers(String domain);

    /// A host's IP addresses in text form.
    Answer<String> addresses(String host);

    /// An MX record (RFC 5321 §5.1).
    record Exchanger(int preference, String host) {}

    /// An answer.
    ///
    /// @param <T> what was asked for
    /// @param exists whether the name does
    /// @param trouble why it cannot be told now
    record Answer<T>(List<T> records, Existence exists, Optional<String> trouble) {
        /// Copies the list.
        public Answer {
            records = List.copyOf(records);
        }

        /// These.
        public static <T> Answer<T> of(List<T> records) {
            return new Answer<>(records, Existence.EXISTS, Optional.empty());
        }

        /// There is no such name.
        public static <T> Answer<T> noSuchName() {
            return new Answer<>(List.of(), Existence.DOES_NOT, Optional.empty());
        }

        /// It cannot be told now.
        public static <T> Answer<T> tryAgain(String why) {
            return new Answer<>(List.of(), Existence.UNKNOWN, Optional.of(why));
        }
    }

    /// Whether a name exists.
    enum Existence {
        /// With or without the records that were asked for.
        EXISTS,
        /// NXDOMAIN.
        DOES_NOT,
        /// Nobody answered.
        UNKNOWN
    }
}
