package postern.tls.message;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `KeyShareEntry client_shares<0..2^16-1>`: the client's public keys, most wanted first; empty to ask for a retry
/// (RFC 9846 §4.3.8).
public record KeyShareClientHello(List<KeyShareEntry> shares) implements Extension {
    public KeyShareClientHello {
        shares = List.copyOf(shares);
    }

    @Override
    public int code() {
        return ExtensionType.KEY_SHARE.code();
    }

    /// The share for a group, if the client sent one.
    public Optional<KeyShareEntry> forGroup(int group) {
        return shares.stream().filter(share -> share.group() == group).findFirst();
    }

    /// No group may have two shares (RFC 9846 §4.3.8).
    static KeyShareClientHello read(TlsReader in) {
        var shares = in.vector16().all(KeyShareEntry::read);
        var groups = new HashSet<Integer>();
        for (var share : shares) {
            if (!groups.add(share.group())) {
                throw new TlsException(Violation.DUPLICATE_KEY_SHARE, "group " + share.group());
            }
        }
        return new KeyShareClientHello(shares);
    }

    @Override
    public void write(TlsWriter out) {
        out.vector16(list -> list.all(shares, (inner, share) -> share.write(inner)));
    }
}
