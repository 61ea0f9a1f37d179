package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.Violation;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.Extensions;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.Role;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// A client that is asked for its certificate behind the handshake (RFC 9846 §4.7.2).
class PostHandshakeTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    /// `c` makes OpenSSL ask. Our keys have changed in between, and the answer is under the new ones.
    @Test
    void opensslAsks() throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        try (var peer = PeerProcess.start("openssl", "s_server", "-cert", pem, "-port", Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var asked = new AtomicBoolean();
            var engine = TlsEngine.client(Wire.anyServer()
                    .answerLaterRequests()
                    .observer(requestsReceived(asked))
                    .credential(Credentials.RSA.credential())
                    .build());
            try (var ours = EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), engine)) {
                assertEquals(Optional.empty(), ours.last.failure());
                ours.updateKeys(KeyUpdateRequest.UPDATE_NOT_REQUESTED);
                ours.send("before\r\n");
                peer.await("before", LIMIT);
                peer.send("c\n");
                // What OpenSSL reads together with the command, it drops.
                ours.awaitUntil(asked::get);
                peer.send("220 hello\n");
                assertTrue(ours.await("220 hello").contains("220 hello"), peer::output);
                ours.send("after\r\n");
                peer.await("after", LIMIT);
                assertTrue(peer.output().contains("depth=0"), peer::output);
                assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            }
        }
    }

    private static TlsObserver requestsReceived(AtomicBoolean seen) {
        return new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.MESSAGE;
            }

            @Override
            public void on(TraceEvent event) {
                if (event instanceof TraceEvent.MessagePassed message
                        && message.name().equals("CERTIFICATE_REQUEST")) {
                    seen.set(true);
                }
            }
        };
    }

    private static CertificateRequest13 request(Bytes context) {
        return new CertificateRequest13(context, Extensions.of(new SignatureAlgorithms(List.of(0x0804))));
    }

    @Test
    void whoDidNotOfferIsNotToBeAsked() {
        assertEquals(
                Violation.MESSAGE_UNEXPECTED,
                HostilePeer.of(Role.CLIENT).sends(request(Bytes.of(1))).refusal());
    }
}
