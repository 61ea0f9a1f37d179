package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.HandshakeType;

/// A ticket with which a client may resume, in TLS 1.3 (RFC 9846 §4.7.1):
///
/// ```
/// struct {
///     uint32 ticket_lifetime;
///     uint32 ticket_age_add;
///     opaque ticket_nonce<0..255>;
///     opaque ticket<1..2^16-1>;
///     Extension extensions<0..2^16-1>;
/// } NewSessionTicket;
/// ```
///
/// @param lifetime seconds
public record NewSessionTicket(long lifetime, long ageAdd, Bytes nonce, Bytes ticket, Extensions extensions)
        implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    static NewSessionTicket read(TlsReader in) {
        long lifetime = in.uint32();
        long ageAdd = in.uint32();
        return new NewSessionTicket(lifetime, ageAdd, in.opaque8(), in.opaque16(1), Extensions.read(in, Place.NST));
    }

    @Override
    public void write(TlsWriter out) {
        out.uint32(lifetime).uint32(ageAdd).opaque8(nonce).opaque16(ticket);
        extensions.write(out);
    }
}
