package postern.tls.cli;

import java.io.IOException;
import postern.tls.io.TlsSocket;

/// Sends the octets back as they come.
public final class EchoMode implements ServerMode {
    /// A mode without state of its own.
    public EchoMode() {}

    @Override
    public void serve(TlsSocket tls) throws IOException {
        var in = tls.inputStream();
        var out = tls.outputStream();
        var buffer = new byte[1 << 14];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }
}
