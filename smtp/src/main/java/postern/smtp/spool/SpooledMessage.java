package postern.smtp.spool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.crypto.bytes.Bytes;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.wire.ForwardPath;

/// A message in the spool, without its body: what stands in its `-H` file.
///
/// @param fields of the header, ours first
public record SpooledMessage(MessageId id, Origin origin, Envelope envelope, State state, List<HeaderField> fields) {
    /// Copies the list.
    public SpooledMessage {
        fields = List.copyOf(fields);
    }

    /// Where it came from.
    ///
    /// @param received when it was accepted
    /// @param arrival over which connection; empty for a message that was made here
    public record Origin(Instant received, Optional<Arrival> arrival) {}

    /// What became of it so far.
    ///
    /// @param frozen since when it waits for a postmaster instead of being tried
    /// @param warnings how many times its sender was told that it is late
    /// @param done whom nothing is left to do for: delivered, or failed and reported; see [Claim#done]
    public record State(Optional<Instant> frozen, int warnings, Set<String> done) {
        /// A message that was just accepted.
        public static final State NEW = new State(Optional.empty(), 0, Set.of());

        /// Copies the set, which keeps its order.
        public State {
            done = Collections.unmodifiableSet(new LinkedHashSet<>(done));
        }

        /// Waiting for a postmaster from then on.
        public State frozen(Instant since) {
            return new State(Optional.of(since), warnings, done);
        }

        /// To be tried again.
        public State thawed() {
            return new State(Optional.empty(), warnings, done);
        }

        /// With one warning more sent.
        public State warned() {
            return new State(frozen, warnings + 1, done);
        }

        /// With more that is done.
        public State done(Set<String> more) {
            var all = new LinkedHashSet<>(done);
            all.addAll(more);
            return new State(frozen, warnings, all);
        }
    }

    /// The same message in another state.
    public SpooledMessage with(State other) {
        return new SpooledMessage(id, origin, envelope, other, fields);
    }

    /// The same message with other recipients.
    public SpooledMessage with(Envelope other) {
        return new SpooledMessage(id, origin, other, state, fields);
    }

    /// The recipients for whom there is something left to do.
    public List<ForwardPath> pending() {
        return envelope.recipients().stream()
                .distinct()
                .filter(recipient -> !state.done().contains(recipient.toString()))
                .toList();
    }

    /// The header as it is sent on, with LF at the ends of lines, without the empty line after it.
    public Bytes header() {
        var text = new StringBuilder();
        fields.stream()
                .filter(field -> field.kind() != HeaderField.DELETED)
                .forEach(field -> text.append(field.text()));
        return Bytes.adopt(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A field's text behind the colon, of the first field of that name.
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field ->
                        field.kind() != HeaderField.DELETED && field.name().equalsIgnoreCase(name))
                .map(field ->
                        field.text().substring(field.text().indexOf(':') + 1).strip())
                .findFirst();
    }
}
