package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;

/// The server's group and ephemeral key with DHE, the numbers of the server's own choice (RFC 5246 §7.4.3):
///
/// ```
/// struct { opaque dh_p<1..2^16-1>; opaque dh_g<1..2^16-1>; opaque dh_Ys<1..2^16-1>; } ServerDHParams;
/// ```
public record DheParams(Bytes p, Bytes g, Bytes share) implements ServerParams {
    static DheParams read(TlsReader in) {
        return new DheParams(in.opaque16(1), in.opaque16(1), in.opaque16(1));
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque16(p).opaque16(g).opaque16(share);
    }
}
