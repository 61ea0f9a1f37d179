package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.Violation;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.CertificateCompressor;
import postern.tls.pki.PeerVerifier;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;

/// Certificate messages that are compressed on the way (RFC 8879).
class CertificateCompressionTest {
    private final List<String> names = new ArrayList<>();

    private TlsConfig.Builder server() {
        return Wire.serverWith(Credentials.RSA)
                .certificateCompression(CertificateCompressor.ZLIB)
                .clientAuthentication(ClientAuthentication.REQUIRE)
                .verifier(PeerVerifier.none());
    }

    private TlsConfig.Builder client() {
        return Wire.anyServer().credential(Credentials.P256.credential()).observer(new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.MESSAGE;
            }

            @Override
            public void on(TraceEvent event) {
                if (event instanceof TraceEvent.MessagePassed message) {
                    names.add(message.name());
                }
            }
        });
    }

    private Wire run(TlsConfig.Builder client, TlsConfig.Builder server) {
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    private void assertAgreed(Wire wire) {
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        assertEquals(Credentials.RSA.credential().chain(), wire.client.session().peerCertificates());
        assertEquals(
                Credentials.P256.credential().chain(), wire.server.session().peerCertificates());
    }

    private long count(String name) {
        return names.stream().filter(name::equals).count();
    }

    @Test
    void bothEndsCompress() {
        assertAgreed(run(client().certificateCompression(CertificateCompressor.ZLIB), server()));
        assertEquals(2, count("COMPRESSED_CERTIFICATE"));
        assertEquals(0, count("CERTIFICATE"));
    }

    @Test
    void whoDoesNotKnowItGetsThePlainMessage() {
        assertAgreed(run(client(), server()));
        assertEquals(2, count("CERTIFICATE"));
        assertEquals(0, count("COMPRESSED_CERTIFICATE"));
    }

    @Test
    void olderVersionsHaveNone() {
        assertAgreed(run(
                client().certificateCompression(CertificateCompressor.ZLIB), server().versions(ProtocolVersion.TLS12)));
        assertEquals(0, count("COMPRESSED_CERTIFICATE"));
    }

    /// Says that what it compresses has another length, or another algorithm.
    private record Liar(int code, int lie) implements CertificateCompressor {
        @Override
        public Bytes compress(Bytes content) {
            return CertificateCompressor.ZLIB.compress(content.slice(0, content.length() - lie));
        }

        @Override
        public Optional<Bytes> decompress(Bytes compressed, int length) {
            return CertificateCompressor.ZLIB.decompress(compressed, length);
        }
    }

    @Test
    void anotherLengthThanItSaysIsRefused() {
        var wire = run(
                client().certificateCompression(CertificateCompressor.ZLIB),
                server().certificateCompression(new Liar(1, 1)));
        assertEquals(
                Violation.COMPRESSED_CERTIFICATE_BAD,
                wire.client.failure().orElseThrow().violation());
    }

    /// The code on the wire is changed to one that the client did not offer: two ends that disagree about its
    /// name.
    @Test
    void anAlgorithmThatWasNotOfferedIsRefused() {
        var twoFaced = new CertificateCompressor() {
            private int asked;

            @Override
            public int code() {
                // Looked at to find a common one, and then to name it.
                return asked++ == 0 ? 1 : 2;
            }

            @Override
            public Bytes compress(Bytes content) {
                return CertificateCompressor.ZLIB.compress(content);
            }

            @Override
            public Optional<Bytes> decompress(Bytes compressed, int length) {
                return Optional.empty();
            }
        };
        var wire = run(
                client().certificateCompression(CertificateCompressor.ZLIB),
                Wire.serverWith(Credentials.RSA).certificateCompression(twoFaced));
        assertEquals(
                Violation.COMPRESSION_NOT_OFFERED,
                wire.client.failure().orElseThrow().violation());
    }

    @Test
    void anAlgorithmNamedTwiceIsRefused() {
        var wire = run(client().certificateCompression(CertificateCompressor.ZLIB, new Liar(1, 0)), server());
        assertEquals(
                Violation.DUPLICATE_COMPRESSION,
                wire.server.failure().orElseThrow().violation());
    }

    /// A thousand octets that claim to be as many as fit, and expand to far more.
    @Test
    void bombsDoNotExpand() {
        var bomb = CertificateCompressor.ZLIB.compress(Bytes.copyOf(new byte[1 << 24]));
        assertTrue(bomb.length() < 1 << 15);
        assertEquals(Optional.empty(), CertificateCompressor.ZLIB.decompress(bomb, 1 << 17));
    }

    @Test
    void everyChangeIsSeen() {
        var content = Bytes.utf8("a certificate, a certificate, a certificate");
        var compressed = CertificateCompressor.ZLIB.compress(content);
        assertEquals(Optional.of(content), CertificateCompressor.ZLIB.decompress(compressed, content.length()));
        assertEquals(Optional.empty(), CertificateCompressor.ZLIB.decompress(compressed, content.length() + 1));
        assertEquals(Optional.empty(), CertificateCompressor.ZLIB.decompress(compressed, content.length() - 1));
        assertEquals(
                Optional.empty(),
                CertificateCompressor.ZLIB.decompress(compressed.concat(Bytes.of(0)), content.length()));
        for (int i = 0; i < compressed.length(); i++) {
            assertEquals(
                    Optional.empty(), CertificateCompressor.ZLIB.decompress(compressed.slice(0, i), content.length()));
        }
    }
}
