package postern.tls.cli;

import java.io.IOException;
import postern.tls.io.TlsSocket;

/// Sends each line back with its octets in reverse order, as `openssl s_server -rev` does. The line feed stays at the
/// end, and a carriage return before it too.
public final class ReverseMode implements ServerMode {
    /// A line without end would fill the memory.
    private static final int MAX_LINE = 1 << 14;

    /// A mode without state of its own.
    public ReverseMode() {}

    @Override
    public void serve(TlsSocket tls) throws IOException {
        var in = tls.inputStream();
        var line = new byte[MAX_LINE];
        int length = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (length == MAX_LINE) {
                throw new IOException("a line of more than " + MAX_LINE + " octets");
            }
            line[length++] = (byte) octet;
            if (octet == '\n') {
                reverse(line, length);
                tls.outputStream().write(line, 0, length);
                length = 0;
            }
        }
    }

    private static void reverse(byte[] line, int length) {
        int last = length - 2;
        if (last >= 0 && line[last] == '\r') {
            last--;
        }
        for (int i = 0; i < last; i++, last--) {
            byte octet = line[i];
            line[i] = line[last];
            line[last] = octet;
        }
    }
}
