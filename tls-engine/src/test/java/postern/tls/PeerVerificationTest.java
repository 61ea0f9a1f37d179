package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.Violation;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.TrustStore;
import postern.tls.pki.UnverifiedPeer;
import postern.tls.pki.VerifiedPeer;

/// A client that verifies is told the truth in its session, and a server that fails is told why.
class PeerVerificationTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final PathValidator TRUSTING_P256 =
            PathValidator.ofServers(TrustStore.of(Credentials.P256.credential().chain()));

    private static Wire wire(String name, PeerVerifier verifier, Instant at) {
        var client = TlsConfig.builder()
                .serverName(name)
                .verifier(verifier)
                .clock(() -> at)
                .build();
        return new Wire(client, Wire.serverWith(Credentials.P256).build()).run();
    }

    private static void assertRefused(Wire wire, Violation violation, AlertDescription alert) {
        assertEquals(violation, wire.client.failure().orElseThrow().violation());
        assertEquals(alert, violation.alert());
        var heard =
                assertInstanceOf(PeerAlertException.class, wire.server.failure().orElseThrow());
        assertEquals(Optional.of(alert), heard.description());
        assertFalse(wire.server.engine.handshakeComplete());
        assertTrue(wire.client.engine.session().isEmpty());
    }

    @Test
    void aVerifiedPeer() {
        var session = wire("p256.postern.example", TRUSTING_P256, NOW).client.session();
        assertTrue(session.isPeerVerified());
        var peer = assertInstanceOf(VerifiedPeer.class, session.peer().orElseThrow());
        assertEquals("p256.postern.example", peer.hostName());
        assertEquals(NOW, peer.at());
    }

    @Test
    void anotherName() {
        assertRefused(
                wire("mail.example", TRUSTING_P256, NOW), Violation.CERTIFICATE_BAD, AlertDescription.BAD_CERTIFICATE);
    }

    @Test
    void nobodyVouches() {
        var trustingAnother = PathValidator.ofServers(
                TrustStore.of(Credentials.OTHER.credential().chain()));
        assertRefused(
                wire("p256.postern.example", trustingAnother, NOW),
                Violation.CERTIFICATE_OF_UNKNOWN_CA,
                AlertDescription.UNKNOWN_CA);
    }

    @Test
    void outOfDate() {
        assertRefused(
                wire("p256.postern.example", TRUSTING_P256, Instant.parse("2121-01-01T00:00:00Z")),
                Violation.CERTIFICATE_OUT_OF_DATE,
                AlertDescription.CERTIFICATE_EXPIRED);
    }

    /// A verifier of the application's own.
    @Test
    void theApplicationRefuses() {
        assertRefused(
                wire("localhost", refusing(CertificateProblem.REFUSED), NOW),
                Violation.CERTIFICATE_REFUSED,
                AlertDescription.CERTIFICATE_UNKNOWN);
        assertRefused(
                wire("localhost", refusing(CertificateProblem.UNWANTED), NOW),
                Violation.PEER_UNWANTED,
                AlertDescription.HANDSHAKE_FAILURE);
    }

    private static PeerVerifier refusing(CertificateProblem problem) {
        return (_, _, _) -> {
            throw new CertificateException(problem, "for a test");
        };
    }

    /// Opportunistic TLS goes on, and says what it did not find out.
    @Test
    void anUnverifiedPeer() {
        var tried =
                wire("mail.example", TRUSTING_P256.orUnverified(), NOW).client.session();
        assertFalse(tried.isPeerVerified());
        var peer = assertInstanceOf(UnverifiedPeer.class, tried.peer().orElseThrow());
        assertEquals(
                CertificateProblem.NAME_MISMATCH, peer.refusal().orElseThrow().problem());
        assertEquals(Credentials.P256.credential().chain(), tried.peerCertificates());

        var untried = wire("mail.example", PeerVerifier.none(), NOW).client.session();
        assertEquals(
                new UnverifiedPeer(Credentials.P256.credential().chain(), Optional.empty()),
                untried.peer().orElseThrow());
    }

    /// The server saw no certificate of the client's.
    @Test
    void theServersSession() {
        var session = wire("localhost", PeerVerifier.none(), NOW).server.session();
        assertEquals(Optional.empty(), session.peer());
        assertEquals(List.of(), session.peerCertificates());
        assertFalse(session.isPeerVerified());
        assertEquals(Optional.of(Credentials.P256.credential()), session.credential());
        assertEquals("TLS1.3:TLS_AES_256_GCM_SHA384:256", session.toString());
    }
}
