package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// In a NewSessionTicket: `uint32 max_early_data_size`, how many octets of early data the ticket is good for
/// (RFC 9846 §4.7.1).
public record EarlyDataLimit(long octets) implements Extension {
    @Override
    public int code() {
        return ExtensionType.EARLY_DATA.code();
    }

    static EarlyDataLimit read(TlsReader in) {
        return new EarlyDataLimit(in.uint32());
    }

    @Override
    public void write(TlsWriter out) {
        out.uint32(octets);
    }
}
