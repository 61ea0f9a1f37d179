package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// A ticket with which a client may resume, up to TLS 1.2 (RFC 5077 §3.3):
///
/// ```
/// struct { uint32 ticket_lifetime_hint; opaque ticket<0..2^16-1>; } NewSessionTicket;
/// ```
///
/// @param lifetimeHint seconds; 0 says nothing
/// @param ticket empty from a server that promised one and has thought better of it
public record NewSessionTicket12(long lifetimeHint, Bytes ticket) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    static NewSessionTicket12 read(TlsReader in) {
        return new NewSessionTicket12(in.uint32(), in.opaque16());
    }

    @Override
    public void write(TlsWriter out) {
        out.uint32(lifetimeHint).opaque16(ticket);
    }
}
