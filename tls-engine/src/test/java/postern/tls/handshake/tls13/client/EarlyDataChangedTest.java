package postern.tls.handshake.tls13.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientFeatures;
import postern.tls.handshake.ClientFeatures13;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Preferences;
import postern.tls.handshake.State;
import postern.tls.handshake.Surroundings;
import postern.tls.handshake.Target;
import postern.tls.handshake.tls13.HandshakeKeys;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.EarlyDataIndication;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.PeerVerifier;
import postern.tls.schedule.Transcript;
import postern.tls.session.ClientTicket;
import postern.tls.session.ResumableSession;

/// A server that takes early data has to go on with everything as it was when it gave the ticket (RFC 9846
/// §4.3.10).
class EarlyDataChangedTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

    /// What follows if the server takes early data, and says this besides.
    private static State taken(CipherSuite chosen, Extension... besides) {
        var peer = new ResumableSession.Peer(Optional.empty(), List.of(Bytes.fromHex("3003020100")));
        var session = new ResumableSession(
                SUITE, Secret.zeros(32), NOW, 0, peer, new ResumableSession.Early(100, Optional.of("a")));
        var ticket = new ClientTicket(session, Bytes.of(1), Duration.ofHours(1));
        var settings = settings(ticket);
        var offered = new postern.tls.handshake.OfferedTicket(ticket, NOW, Optional.empty());
        var first = Offer.first(settings);
        var list = new java.util.ArrayList<>(first.hello().extensions().list());
        list.add(new EarlyDataIndication());
        var hello = first.hello().withExtensions(Extensions.of(list));
        var offer =
                new Offer(hello, HandshakeCodec.write(hello), first.shares(), Optional.of(offered), Optional.empty());
        var transcript = Transcript.of(chosen.hash(), offer.encoding());
        var keys = HandshakeKeys.derive(chosen, offered.earlySecret(), Secret.zeros(32), transcript);
        var waiting =
                new WaitEncryptedExtensions(new Handshake(settings, offer, keys, Optional.of(offered)), transcript);
        var answer = new java.util.ArrayList<Extension>(List.of(besides));
        answer.add(new EarlyDataIndication());
        var message = new EncryptedExtensions(Extensions.of(answer));
        return waiting.receive(message, HandshakeCodec.write(message)).next();
    }

    private static ClientSettings settings(ClientTicket ticket) {
        var usual = ClientFeatures13.USUAL;
        var features = new ClientFeatures(
                List.of(),
                new ClientFeatures.Resumption(ClientFeatures.Tickets.KEPT, Optional.of(ticket)),
                ClientFeatures.Stapling.UNWANTED,
                new ClientFeatures13(
                        List.of(),
                        usual.compatibility(),
                        usual.grease(),
                        ClientFeatures13.EarlyData.OFFERED,
                        List.of(),
                        ClientFeatures13.LaterRequests.REFUSED));
        return new ClientSettings(
                new Preferences(
                        List.of(ProtocolVersion.TLS13), Implemented.SUITES, Implemented.GROUPS, Implemented.SCHEMES),
                new Target(Optional.empty(), "", List.of("a", "b")),
                new Surroundings(HmacDrbg.system(), () -> NOW, PeerVerifier.none()),
                features);
    }

    private static Extension protocol(String name) {
        return new ApplicationProtocols(List.of(Bytes.utf8(name)));
    }

    private static void refused(CipherSuite chosen, Extension... besides) {
        var refusal = assertThrows(TlsException.class, () -> taken(chosen, besides));
        assertEquals(Violation.EARLY_DATA_CHANGED, refusal.violation());
    }

    @Test
    void sameAsBefore() {
        assertInstanceOf(WaitFinished.class, taken(SUITE, protocol("a")));
    }

    @Test
    void anotherSuite() {
        refused(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, protocol("a"));
    }

    @Test
    void anotherProtocol() {
        refused(SUITE, protocol("b"));
        refused(SUITE);
    }
}
