package postern.tls.message;

import java.util.List;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `PskKeyExchangeMode ke_modes<1..255>`: how the client would use a pre-shared key (RFC 9846 §4.3.9).
public record PskKeyExchangeModes(List<Integer> modes) implements Extension {
    public PskKeyExchangeModes {
        modes = List.copyOf(modes);
    }

    /// The key of an earlier connection together with a fresh one: the one mode that keeps forward secrecy.
    public static final int PSK_DHE_KE = 1;

    @Override
    public int code() {
        return ExtensionType.PSK_KEY_EXCHANGE_MODES.code();
    }

    static PskKeyExchangeModes read(TlsReader in) {
        return new PskKeyExchangeModes(in.vector8(1).all(TlsReader::uint8));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector8(list -> list.all(modes, TlsWriter::uint8));
    }
}
