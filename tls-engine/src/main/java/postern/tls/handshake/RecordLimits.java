package postern.tls.handshake;

import java.util.Optional;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.LimitRecords;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.MaxFragmentLength;
import postern.tls.message.RecordSizeLimit;
import postern.tls.param.ProtocolVersion;

/// How long the records of a connection may be, where one end wants them shorter than 2^14 octets (RFC 8449,
/// RFC 6066 §4).
///
/// @param answer of a server to the client's wish
/// @param limits that follow
public record RecordLimits(Extension answer, LimitRecords limits) {
    /// The longest content of a record (RFC 9846 §5.1).
    private static final int LONGEST = 1 << 14;

    /// What a server answers; nothing to a client without a wish. One that says both is answered the newer way
    /// (RFC 8449 §5).
    public static Optional<RecordLimits> answer(ClientHello hello, Preferences ours, ProtocolVersion version) {
        var wish = hello.extensions().find(RecordSizeLimit.class);
        if (wish.isPresent()) {
            int own = own(ours, version);
            var limits = new LimitRecords(content(wish.get().limit(), version), content(own, version));
            return Optional.of(new RecordLimits(new RecordSizeLimit(own), limits));
        }
        return hello.extensions()
                .find(MaxFragmentLength.class)
                .map(asked -> new RecordLimits(asked, new LimitRecords(asked.octets(), asked.octets())));
    }

    /// What a client says in its hello; nothing if it takes records of any length.
    static Optional<Extension> wish(Preferences ours) {
        return ours.recordSizeLimit() == 0
                ? Optional.empty()
                : Optional.of(new RecordSizeLimit(own(ours, ours.versions().getFirst())));
    }

    /// What follows for a client from the server's answer; nothing if it did not answer.
    ///
    /// @throws TlsException if the server answers in both ways, or one that we did not speak
    public static Optional<LimitRecords> learned(Extensions answer, Preferences ours, ProtocolVersion version) {
        if (answer.find(MaxFragmentLength.class).isPresent()) {
            throw new TlsException(Violation.MAX_FRAGMENT_LENGTH, "from a server that was asked for another limit");
        }
        return answer.find(RecordSizeLimit.class)
                .map(limit -> new LimitRecords(
                        content(limit.limit(), version),
                        content(own(ours, ours.versions().getFirst()), version)));
    }

    private static int own(Preferences ours, ProtocolVersion version) {
        int longest = version == ProtocolVersion.TLS13 ? LONGEST + 1 : LONGEST;
        return ours.recordSizeLimit() == 0 ? longest : Math.min(longest, ours.recordSizeLimit());
    }

    /// In TLS 1.3 the type of the content is part of what is limited.
    private static int content(int limit, ProtocolVersion version) {
        return Math.min(LONGEST, version == ProtocolVersion.TLS13 ? limit - 1 : limit);
    }
}
