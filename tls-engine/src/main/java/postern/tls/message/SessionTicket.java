package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;
import postern.tls.param.ExtensionType.Place;

/// The client knows tickets up to TLS 1.2, and has one or would like one; the server promises one (RFC 5077
/// §3.2). The ticket fills the extension, without a length of its own.
///
/// @param ticket empty from a client that has none, and from a server
public record SessionTicket(Bytes ticket) implements Extension {
    @Override
    public int code() {
        return ExtensionType.SESSION_TICKET.code();
    }

    static SessionTicket read(Place place, TlsReader in) {
        return new SessionTicket(place == Place.CH ? in.rest() : Bytes.EMPTY);
    }

    @Override
    public void write(TlsWriter out) {
        out.bytes(ticket);
    }
}
