package postern.smtp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.OcspResponseBuilder;
import postern.tls.pki.revocation.CertId;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.OcspRequest;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.OcspResponseStatus;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;
import postern.tls.pki.revocation.SingleResponse;

/// An OCSP responder for one authority, over HTTP (RFC 6960 appendix A): POST, and GET with the request in the
/// path. One virtual thread a connection; whatever a client sends or fails to send ends its own connection alone.
final class OcspResponder {
    /// What is said of a certificate of which no more is known than that it is revoked.
    static final Revocation REVOKED_LONG_AGO = new Revocation(Instant.EPOCH, RevocationReason.UNSPECIFIED);

    private static final Logger LOG = LoggerFactory.getLogger(OcspResponder.class);

    /// A client that sends nothing holds its connection this long.
    private static final int TIMEOUT_MILLIS = 5_000;

    /// Each connection may cost a signature; more wait in the system's queue.
    private static final int MAX_CONNECTIONS = 64;

    private final Certificate issuer;
    private final Issuer signer;
    private final Lookup lookup;
    private final Duration life;
    private final RandomSource random = HmacDrbg.system();
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);

    /// Finds whether the authority's certificate with this number is revoked.
    @FunctionalInterface
    interface Lookup {
        Optional<Revocation> find(BigInteger serial);
    }

    /// @param life how long an answer is good
    OcspResponder(Certificate issuer, Issuer signer, Lookup lookup, Duration life) {
        this.issuer = issuer;
        this.signer = signer;
        this.lookup = lookup;
        this.life = life;
    }

    /// Serves until the socket is closed.
    void serve(ServerSocket listener) throws IOException {
        while (!listener.isClosed()) {
            places.acquireUninterruptibly();
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (SocketException e) {
                places.release();
                if (!listener.isClosed()) {
                    throw e;
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var answer = answer(socket.getInputStream());
            var out = socket.getOutputStream();
            out.write(("HTTP/1.0 200 OK\r\nContent-Type: application/ocsp-response\r\nContent-Length: "
                            + answer.der().length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(answer.der().toArray());
            out.flush();
        } catch (IOException e) {
            LOG.debug("connection given up: {}", e.getMessage());
        } finally {
            places.release();
        }
    }

    private OcspResponse answer(InputStream in) throws IOException {
        var head = OcspHttp.readHead(in);
        var words = head.firstLine().split(" ");
        if (words.length >= 2 && words[0].equals("GET")) {
            return answer(fromPath(words[1]));
        }
        if (words.length >= 2 && words[0].equals("POST") && head.length().isPresent()) {
            return answer(OcspHttp.readBody(in, head));
        }
        return OcspResponse.refusal(OcspResponseStatus.MALFORMED_REQUEST);
    }

    /// `GET {url}/{url-encoding of base-64 of the request}`
    private static Bytes fromPath(String path) {
        try {
            var encoded = path.substring(path.indexOf('/') + 1);
            var base64 = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Bytes.adopt(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Bytes.EMPTY; // which is no request either
        }
    }

    /// What is said to a request; requests for other authorities' certificates are not ours to answer.
    OcspResponse answer(Bytes octets) {
        OcspRequest request;
        try {
            request = OcspRequest.parse(octets);
        } catch (CertificateException e) {
            LOG.debug("request refused: {}", e.getMessage());
            return OcspResponse.refusal(OcspResponseStatus.MALFORMED_REQUEST);
        }
        if (request.certificates().stream().noneMatch(id -> id.isIssuedBy(issuer))) {
            return OcspResponse.refusal(OcspResponseStatus.UNAUTHORIZED);
        }
        var now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        var builder = new OcspResponseBuilder(now).nonceOf(request);
        for (var id : request.certificates()) {
            builder.add(new SingleResponse(id, status(id), now, Optional.of(now.plus(life))));
        }
        return (signer.certificate().equals(issuer) ? builder : builder.withCertificate()).signedBy(signer, random);
    }

    private CertificateStatus status(CertId id) {
        if (!id.isIssuedBy(issuer)) {
            return new CertificateStatus.Unknown();
        }
        return lookup.find(id.serial())
                .<CertificateStatus>map(CertificateStatus.Revoked::new)
                .orElseGet(CertificateStatus.Good::new);
    }
}
