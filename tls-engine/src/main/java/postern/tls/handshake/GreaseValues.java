package postern.tls.handshake;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.RandomSource;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareEntry;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.message.Unknown;

/// Code points that mean nothing, mixed into what is offered (RFC 8701): a peer that chokes on them would choke on
/// every new suite, group and extension, and is better found out today.
///
/// Which of the sixteen they are is drawn anew for each connection, so that nobody can learn to skip one.
public final class GreaseValues {
    private static final int VALUES = 16;

    private final int seed;

    private GreaseValues(int seed) {
        this.seed = seed;
    }

    /// Values for one connection.
    public static GreaseValues drawnFrom(RandomSource random) {
        return new GreaseValues(random.bytes(1).at(0));
    }

    /// One of `0x0A0A`, `0x1A1A`, …, `0xFAFA`; another one for each index.
    private int value(int index) {
        int half = (seed + index) % VALUES << 4 | 0x0a;
        return half << 8 | half;
    }

    /// One more, in front.
    List<Integer> mixedInto(List<Integer> codes) {
        var more = new ArrayList<Integer>();
        more.add(value(0));
        more.addAll(codes);
        return List.copyOf(more);
    }

    /// The lists in a client's extensions with one more each, and two more extensions: an empty one in front
    /// and one of an octet at the end (RFC 8701 §3.1).
    Extensions mixedInto(Extensions extensions) {
        var more = new ArrayList<Extension>();
        more.add(new Unknown(value(1), Bytes.EMPTY));
        extensions.list().stream().map(this::mixedInto).forEach(more::add);
        more.add(new Unknown(value(2), Bytes.of(0)));
        return Extensions.of(more);
    }

    /// What a server may add to its own messages (RFC 8701 §4.1).
    public Extensions besides(Extensions extensions) {
        var more = new ArrayList<>(extensions.list());
        more.add(new Unknown(value(0), Bytes.EMPTY));
        return Extensions.of(more);
    }

    private Extension mixedInto(Extension extension) {
        return switch (extension) {
            case SupportedGroups groups -> new SupportedGroups(mixedInto(groups.groups()));
            case SupportedVersions versions -> new SupportedVersions(mixedInto(versions.versions()));
            case SignatureAlgorithms schemes -> new SignatureAlgorithms(mixedInto(schemes.schemes()));
            // A share for the group that is none: one octet is enough (RFC 8701 §3.1).
            case KeyShareClientHello shares -> {
                var more = new ArrayList<KeyShareEntry>();
                more.add(new KeyShareEntry(value(0), Bytes.of(0)));
                more.addAll(shares.shares());
                yield new KeyShareClientHello(more);
            }
            default -> extension;
        };
    }
}
