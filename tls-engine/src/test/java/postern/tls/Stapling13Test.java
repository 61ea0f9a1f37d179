package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.Violation;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerIdentity;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.Stapler;

/// OCSP responses beside the server's certificate, in TLS 1.3.
class Stapling13Test {
    private static final Bytes RESPONSE = Bytes.of(0x30, 3, 0x0a, 1, 1);
    private static final Stapler STAPLER = _ -> List.of(RESPONSE);

    private static Wire handshake(TlsConfig.Builder client, Stapler stapler) {
        var server = Wire.serverWith(Credentials.P256)
                .versions(ProtocolVersion.TLS13)
                .stapler(stapler);
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    @Test
    void whoAsksGetsTheResponse() {
        var wire = handshake(Wire.anyServer().requestStapling(), STAPLER);
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(List.of(RESPONSE), wire.client.session().stapledResponses());
        assertEquals(List.of(), wire.server.session().stapledResponses());
    }

    @Test
    void whoDoesNotAskGetsNone() {
        assertEquals(
                List.of(), handshake(Wire.anyServer(), STAPLER).client.session().stapledResponses());
    }

    @Test
    void aServerWithoutOneSendsNone() {
        var wire = handshake(Wire.anyServer().requestStapling(), Stapler.none());
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(List.of(), wire.client.session().stapledResponses());
    }

    /// Whoever demands a response refuses its absence.
    @Test
    void theVerifierJudgesWhatIsStapled() {
        var strict = Wire.anyServer().requestStapling().verifier(new PeerVerifier() {
            @Override
            public PeerIdentity verify(List<Certificate> chain, String hostName, Instant at) {
                return PeerVerifier.none().verify(chain, hostName, at);
            }

            @Override
            public PeerIdentity judgeStapled(PeerIdentity peer, List<Bytes> responses, Instant at) {
                if (!responses.contains(RESPONSE)) {
                    throw new CertificateException(CertificateProblem.OCSP_MISSING, "for a test");
                }
                return peer;
            }
        });
        assertEquals(Optional.empty(), handshake(strict, STAPLER).client.failure());
        var refusal = handshake(strict, Stapler.none()).client.failure().orElseThrow();
        assertEquals(Violation.CERTIFICATE_STATUS_BAD, refusal.violation());
        assertEquals(
                AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE,
                refusal.violation().alert());
    }

    /// A stapler that knows fewer than the chain has, or says nothing about one of them.
    @Test
    void emptyOctetsStandForNone() {
        var wire = handshake(Wire.anyServer().requestStapling(), _ -> List.of(Bytes.EMPTY));
        assertEquals(List.of(), wire.client.session().stapledResponses());
    }
}
