package postern.tls.message;

import java.util.List;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The same list as in [SignatureAlgorithms], for signatures in certificates alone (RFC 9846 §4.3.3).
public record SignatureAlgorithmsCert(List<Integer> schemes) implements Extension {
    public SignatureAlgorithmsCert {
        schemes = List.copyOf(schemes);
    }

    @Override
    public int code() {
        return ExtensionType.SIGNATURE_ALGORITHMS_CERT.code();
    }

    static SignatureAlgorithmsCert read(TlsReader in) {
        return new SignatureAlgorithmsCert(Extension.readCodes(in));
    }

    @Override
    public void write(TlsWriter out) {
        Extension.writeCodes(out, schemes);
    }
}
