package postern.smtp.message;

import java.util.Optional;
import java.util.regex.Pattern;

/// Our name for a message, in the form Exim uses since 4.97: `SSSSSS-PPPPPPPPPPP-FFFF`, the second, the process
/// and the fraction of the second, in digits of base 62. Sorting by name sorts by time.
public record MessageId(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}");

    /// Takes a name of that form: a message id becomes part of file names.
    ///
    /// @throws IllegalArgumentException if it has another form
    public MessageId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no message id");
        }
    }

    /// The id that a text is, if it is one.
    public static Optional<MessageId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MessageId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
