package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// ALPN (RFC 7301 §3.1): what the client speaks, most wanted first, or in the answer the one protocol that is chosen.
///
/// ```
/// opaque ProtocolName<1..2^8-1>;
/// struct { ProtocolName protocol_name_list<2..2^16-1> } ProtocolNameList;
/// ```
public record ApplicationProtocols(List<Bytes> names) implements Extension {
    public ApplicationProtocols {
        names = List.copyOf(names);
    }

    @Override
    public int code() {
        return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION.code();
    }

    static ApplicationProtocols read(TlsReader in) {
        return new ApplicationProtocols(in.vector16(2).all(name -> name.opaque8(1, 255)));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector16(list -> list.all(names, TlsWriter::opaque8));
    }
}
