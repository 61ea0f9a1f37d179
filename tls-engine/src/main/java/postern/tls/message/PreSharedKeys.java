package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The keys of earlier connections that a client offers, and for each the proof that it has it (RFC 9846 §4.3.11):
///
/// ```
/// struct { opaque identity<1..2^16-1>; uint32 obfuscated_ticket_age; } PskIdentity;
/// opaque PskBinderEntry<32..255>;
/// struct { PskIdentity identities<7..2^16-1>; PskBinderEntry binders<33..2^16-1>; } OfferedPsks;
/// ```
///
/// @param binders as many as identities
public record PreSharedKeys(List<Identity> identities, List<Bytes> binders) implements Extension {
    /// The name of a key, and how long the client has had it, hidden by an addend that only the two ends know.
    public record Identity(Bytes identity, long obfuscatedTicketAge) {
        static Identity read(TlsReader in) {
            return new Identity(in.opaque16(1), in.uint32());
        }

        void write(TlsWriter out) {
            out.opaque16(identity).uint32(obfuscatedTicketAge);
        }
    }

    public PreSharedKeys {
        identities = List.copyOf(identities);
        binders = List.copyOf(binders);
    }

    /// The same identities with other binders.
    public PreSharedKeys withBinders(List<Bytes> others) {
        return new PreSharedKeys(identities, others);
    }

    /// The octets of the binders' list, the last of the ClientHello: what the binders do not cover.
    public int bindersLength() {
        return 2 + binders.stream().mapToInt(binder -> 1 + binder.length()).sum();
    }

    @Override
    public int code() {
        return ExtensionType.PRE_SHARED_KEY.code();
    }

    static PreSharedKeys read(TlsReader in) {
        var identities = in.vector16(7).all(Identity::read);
        var binders = in.vector16(33).all(list -> list.opaque8(32, 255));
        if (identities.size() != binders.size()) {
            throw new TlsException(
                    Violation.BINDER_COUNT, identities.size() + " identities, " + binders.size() + " binders");
        }
        return new PreSharedKeys(identities, binders);
    }

    @Override
    public void write(TlsWriter out) {
        out.vector16(list -> list.all(identities, (inner, identity) -> identity.write(inner)));
        out.vector16(list -> list.all(binders, TlsWriter::opaque8));
    }
}
