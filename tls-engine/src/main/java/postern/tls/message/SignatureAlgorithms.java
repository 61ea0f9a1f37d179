package postern.tls.message;

import java.util.List;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `SignatureScheme supported_signature_algorithms<2..2^16-2>`: what the sender can verify, most wanted first
/// (RFC 9846 §4.3.3, RFC 5246 §7.4.1.4.1).
public record SignatureAlgorithms(List<Integer> schemes) implements Extension {
    public SignatureAlgorithms {
        schemes = List.copyOf(schemes);
    }

    @Override
    public int code() {
        return ExtensionType.SIGNATURE_ALGORITHMS.code();
    }

    static SignatureAlgorithms read(TlsReader in) {
        return new SignatureAlgorithms(Extension.readCodes(in));
    }

    @Override
    public void write(TlsWriter out) {
        Extension.writeCodes(out, schemes);
    }
}
