package postern.tls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import postern.tls.io.TlsSocket;

/// Answers one HTTP request: at the blank line after a `GET`, a page about the session, in one record. Header lines are
/// read and forgotten.
///
/// A line may end with LF alone (RFC 9112 §2.2 lets a server accept it), and come in as many records as it has octets.
public final class HttpMode implements ServerMode {
    /// Of the request only the beginning of its first line is kept.
    private static final int KEPT = 16;

    /// A request without end would never be answered.
    private static final int MAX_REQUEST = 16 << 20;

    /// A mode without state of its own.
    public HttpMode() {}

    @Override
    public void serve(TlsSocket tls) throws IOException {
        var method = requestMethod(tls.inputStream());
        if (method.isEmpty()) {
            return;
        }
        var answer = method.equals("GET") ? page(tls) : refusal();
        tls.outputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads up to the blank line.
    ///
    /// @return the first word of the request, or nothing if the client went away before the blank line
    private static String requestMethod(InputStream in) throws IOException {
        var first = new StringBuilder();
        boolean firstLine = true;
        boolean blank = true;
        for (int read = 0; read < MAX_REQUEST; read++) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            if (octet == '\n') {
                if (blank && !firstLine) {
                    return first.toString().split(" ", 2)[0];
                }
                firstLine = firstLine && blank;
                blank = true;
            } else if (octet != '\r') {
                blank = false;
                if (firstLine && first.length() < KEPT) {
                    first.append((char) octet);
                }
            }
        }
        throw new IOException("a request of more than " + MAX_REQUEST + " octets");
    }

    private static String page(TlsSocket tls) {
        var lines = tls.session().map(SessionText::lines).orElseThrow();
        return response("200 OK", String.join("\n", lines) + "\n");
    }

    private static String refusal() {
        return response("405 Method Not Allowed", "Only GET is answered here.\n");
    }

    private static String response(String status, String body) {
        return "HTTP/1.0 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }
}
