package postern.smtp.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import postern.crypto.bytes.Bytes;

/// OCSP over HTTP (RFC 6960 appendix A) on a plain socket: the answer is signed, so that the way it comes needs no
/// protection. HTTP/1.0, because that has neither chunks nor connections that stay open.
final class OcspHttp {
    /// Responses are of some hundred octets, with a signer's chain of some thousand.
    static final int MAX_BODY = 1 << 18;

    /// Lines of a message's head, all together.
    private static final int MAX_HEAD = 1 << 14;

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HTTP_PORT = 80;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:[ \t]*([0-9]{1,9})[ \t]*");
    private static final Pattern CHUNKED = Pattern.compile("(?i)transfer-encoding:.*");

    private OcspHttp() {}

    /// What stands before the body: the first line, and the length that it announces.
    record Head(String firstLine, OptionalInt length) {}

    /// Sends a request and returns the body of the answer.
    ///
    /// @throws IOException if nobody answers in time, or not with what OCSP wants; the message is for people
    static Bytes post(URI url, Bytes request) throws IOException {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IOException(url + " is not of the form http://host/path");
        }
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var out = socket.getOutputStream();
            out.write(head(url, request.length()).getBytes(StandardCharsets.US_ASCII));
            out.write(request.toArray());
            out.flush();
            return answer(socket.getInputStream());
        }
    }

    private static String head(URI url, int length) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return "POST " + path + " HTTP/1.0\r\nHost: " + url.getRawAuthority()
                + "\r\nContent-Type: application/ocsp-request\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static Bytes answer(InputStream in) throws IOException {
        var head = readHead(in);
        var status = STATUS.matcher(head.firstLine());
        if (!status.matches()) {
            throw new IOException("what answers there does not speak HTTP");
        }
        if (!status.group(1).equals("200")) {
            throw new IOException("the responder answers: " + head.firstLine());
        }
        return readBody(in, head);
    }

    /// Reads up to the empty line.
    static Head readHead(InputStream in) throws IOException {
        var octets = new ByteArrayOutputStream();
        int line = 0;
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0 || octets.size() == MAX_HEAD) {
                throw new IOException(c < 0 ? "the connection ended too early" : "too many header lines");
            }
            octets.write(c);
            if (c == '\n' && line == 0) {
                break;
            }
            line = c == '\n' ? 0 : c == '\r' ? line : line + 1;
        }
        var lines = octets.toString(StandardCharsets.ISO_8859_1).split("\r?\n");
        var length = OptionalInt.empty();
        for (var text : lines) {
            if (CHUNKED.matcher(text).matches()) {
                throw new IOException("chunks were not asked for");
            }
            var announced = LENGTH.matcher(text);
            if (announced.matches()) {
                length = OptionalInt.of(Integer.parseInt(announced.group(1)));
            }
        }
        return new Head(lines.length == 0 ? "" : lines[0], length);
    }

    /// Reads as much as was announced, or to the end.
    static Bytes readBody(InputStream in, Head head) throws IOException {
        int wanted = head.length().orElse(MAX_BODY + 1);
        if (head.length().isPresent() && wanted > MAX_BODY) {
            throw new IOException("a body of " + wanted + " octets is too long");
        }
        var body = in.readNBytes(wanted);
        if (body.length > MAX_BODY || head.length().isPresent() && body.length < wanted) {
            throw new IOException(body.length > MAX_BODY ? "the body is too long" : "the connection ended too early");
        }
        return Bytes.adopt(body);
    }
}
