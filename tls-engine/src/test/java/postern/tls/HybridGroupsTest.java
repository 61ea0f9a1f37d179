package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.kx.KeyShare;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareEntry;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;

/// ML-KEM beside a curve (draft-ietf-tls-ecdhe-mlkem): our own two roles, Bouncy Castle in both, and what is
/// refused.
class HybridGroupsTest {

    private final Hellos hellos = new Hellos();

    /// Octets of both shares and of the secret, as the draft has them in §4.1 to §4.3.
    @ParameterizedTest
    @CsvSource({
        "SECP256R1MLKEM768, 1249, 1153, 64",
        "X25519MLKEM768, 1216, 1120, 64",
        "SECP384R1MLKEM1024, 1665, 1665, 80"
    })
    void sharesHaveTheLengthsOfTheDraft(NamedGroup group, int clientShare, int serverShare, int secret) {
        var random = HmacDrbg.system();
        try (var share = KeyShare.generate(group, random)) {
            assertEquals(clientShare, share.share().length());
            assertEquals(clientShare, group.shareLength());
            var answer = KeyShare.respond(group, share.share(), random);
            assertEquals(serverShare, answer.share().length());
            assertEquals(secret, answer.secret().length());
            assertArrayEquals(
                    answer.secret().expose(), share.combine(answer.share()).expose());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X25519MLKEM768", "SECP256R1MLKEM768", "SECP384R1MLKEM1024"})
    void ourTwoEnds(NamedGroup group) {
        var wire = new Wire(
                        Wire.anyServer().groups(group).build(),
                        Wire.serverWith(Credentials.P256).groups(group).build())
                .run();
        assertAgreed(wire, group);
    }

    /// A client that offers only a hybrid share, only a classical one, or both; the server takes the hybrid
    /// group in any case, and where it has no share asks for one.
    @ParameterizedTest
    @CsvSource({"X25519MLKEM768, 1", "X25519, 2", "X25519MLKEM768:X25519, 1", "X25519:X25519MLKEM768, 1"})
    void whateverSharesAreSent(String shares, int hellosSent) {
        var groups =
                List.of(shares.split(":")).stream().map(NamedGroup::valueOf).toArray(NamedGroup[]::new);
        var wire = new Wire(
                        Wire.anyServer()
                                .groups(NamedGroup.X25519, NamedGroup.X25519MLKEM768)
                                .keyShares(groups)
                                .observer(hellos)
                                .build(),
                        Wire.serverWith(Credentials.P256)
                                .groups(NamedGroup.X25519MLKEM768, NamedGroup.X25519)
                                .build())
                .run();
        assertAgreed(wire, NamedGroup.X25519MLKEM768);
        assertEquals(hellosSent, hellos.sent.size());
        assertEquals(List.of(groups), hellos.shares(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"X25519MLKEM768", "SECP256R1MLKEM768", "SECP384R1MLKEM1024"})
    void aHelloRetryRequest(NamedGroup group) {
        var wire = new Wire(
                        Wire.anyServer()
                                .groups(NamedGroup.X25519, group)
                                .observer(hellos)
                                .build(),
                        Wire.serverWith(Credentials.RSA).groups(group).build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
        assertAgreed(wire, group);
        assertEquals(List.of(List.of(NamedGroup.X25519), List.of(group)), List.of(hellos.shares(0), hellos.shares(1)));
    }

    /// An older server takes one of the curves, and never ECDHE with a hybrid group.
    @Test
    void tls12TakesACurve() {
        var wire = new Wire(
                        Wire.anyServer()
                                .groups(NamedGroup.X25519MLKEM768, NamedGroup.X25519)
                                .build(),
                        Wire.serverWith(Credentials.RSA)
                                .versions(ProtocolVersion.TLS12)
                                .groups(NamedGroup.X25519MLKEM768, NamedGroup.X25519)
                                .build())
                .run();
        assertAgreed(wire, NamedGroup.X25519);
    }

    /// With RSA: Bouncy Castle takes the groups also for the curves on which it verifies.
    @ParameterizedTest
    @EnumSource(names = {"X25519MLKEM768", "SECP256R1MLKEM768", "SECP384R1MLKEM1024"})
    void bouncyCastlesClient(NamedGroup group) throws SSLException {
        var theirs = JdkPeer.bouncyCastleClient(group.displayName());
        var ours = new Wire.End(
                TlsEngine.server(Wire.serverWith(Credentials.RSA).groups(group).build()));
        theirs.settle(ours);
        assertEquals(Optional.empty(), ours.failure());
        assertEquals(Optional.of(group), ours.session().group());
    }

    @ParameterizedTest
    @EnumSource(names = {"X25519MLKEM768", "SECP256R1MLKEM768", "SECP384R1MLKEM1024"})
    void bouncyCastlesServer(NamedGroup group) throws SSLException {
        var theirs = JdkPeer.bouncyCastleServer(Credentials.RSA, group.displayName());
        for (var first : List.of(group, NamedGroup.X25519)) {
            var ours = new Wire.End(TlsEngine.client(
                    Wire.anyServer().groups(first, other(first, group)).build()));
            ours.take(ours.engine.start());
            theirs.settle(ours);
            assertEquals(Optional.empty(), ours.failure());
            assertEquals(Optional.of(group), ours.session().group());
            theirs = JdkPeer.bouncyCastleServer(Credentials.RSA, group.displayName());
        }
    }

    private static NamedGroup other(NamedGroup first, NamedGroup group) {
        return first == group ? NamedGroup.X25519 : group;
    }

    /// FIPS 203 §7.2: a coefficient of the key that is not reduced. And halves that are none, of either kind.
    @ParameterizedTest
    @EnumSource(names = {"X25519MLKEM768", "SECP256R1MLKEM768", "SECP384R1MLKEM1024"})
    void sharesThatAreNoneAreRefused(NamedGroup group) {
        var random = HmacDrbg.system();
        var right = KeyShare.generate(group, random).share();
        int key = group == NamedGroup.X25519MLKEM768 ? 0 : group == NamedGroup.SECP256R1MLKEM768 ? 65 : 97;
        refuses(group, with(right, key, 0xff, 0xff, 0xff));
        refuses(group, right.slice(0, right.length() - 1));
        refuses(group, right.concat(Bytes.of(0)));
        refuses(group, Bytes.EMPTY);
        var halfOfCurve = group == NamedGroup.X25519MLKEM768
                ? right.slice(0, right.length() - 32).concat(Bytes.copyOf(new byte[32]))
                : with(right, 0, 5);
        refuses(group, halfOfCurve);
    }

    private static void refuses(NamedGroup group, Bytes share) {
        var random = HmacDrbg.system();
        var refusal = assertThrows(TlsException.class, () -> KeyShare.respond(group, share, random));
        assertEquals(Violation.KEY_SHARE_INVALID, refusal.violation());
    }

    private static Bytes with(Bytes share, int at, int... octets) {
        return Bytes.concat(share.slice(0, at), Bytes.of(octets), share.from(at + octets.length));
    }

    private static void assertAgreed(Wire wire, NamedGroup group) {
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.empty(), end.failure());
            assertEquals(Optional.of(group), end.session().group());
        }
        wire.client.send(new byte[] {1, 2, 3});
        wire.settle();
        assertArrayEquals(new byte[] {1, 2, 3}, wire.server.data.toByteArray());
    }

    /// The hellos that a client sends.
    private static final class Hellos implements TlsObserver {
        private final List<ClientHello> sent = new ArrayList<>();

        @Override
        public boolean wants(TraceEvent.Kind kind) {
            return kind == TraceEvent.Kind.MESSAGE;
        }

        @Override
        public void on(TraceEvent event) {
            if (event instanceof TraceEvent.MessagePassed message
                    && message.name().equals("CLIENT_HELLO")) {
                sent.add((ClientHello) HandshakeCodec.read(message.encoding(), ProtocolVersion.TLS13, Role.CLIENT));
            }
        }

        List<NamedGroup> shares(int number) {
            return sent.get(number).extensions().find(KeyShareClientHello.class).orElseThrow().shares().stream()
                    .map(KeyShareEntry::group)
                    .map(code -> NamedGroup.ofCode(code).orElseThrow())
                    .toList();
        }
    }
}
