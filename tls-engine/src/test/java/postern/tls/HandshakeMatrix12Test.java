package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// Our client and our server agree in TLS 1.2, in every combination of what there is, and data passes both ways.
class HandshakeMatrix12Test {
    private static final byte[] QUESTION = "EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "250 server.example\r\n".getBytes(StandardCharsets.US_ASCII);

    /// Each suite with each group and each certificate that goes with the suite.
    static Stream<Arguments> combinations() {
        return Implemented.SUITES.stream()
                .filter(suite -> suite.usableIn(ProtocolVersion.TLS12))
                .flatMap(suite -> Implemented.GROUPS.stream()
                        .flatMap(group -> Credentials.forLocalhost().stream()
                                .filter(each -> (each == Credentials.RSA) == (suite.auth() == Auth.RSA))
                                .map(each -> Arguments.of(suite, group, each))));
    }

    private static TlsConfig.Builder client() {
        return Wire.anyServer().versions(ProtocolVersion.TLS12);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void agree(CipherSuite suite, NamedGroup group, Credentials credentials) {
        var wire = new Wire(
                        client().suites(suite).build(),
                        Wire.serverWith(credentials).groups(group).build())
                .run();
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.empty(), end.failure());
            assertEquals(ProtocolVersion.TLS12, end.session().version());
            assertEquals(suite, end.session().cipherSuite());
            assertEquals(Optional.of(group), end.session().group());
        }
        assertEquals(Optional.of("localhost"), wire.server.session().serverName());
        assertEquals(credentials.credential().chain(), wire.client.session().peerCertificates());
        exchange(wire);
    }

    /// In TLS 1.2 the PKCS #1 schemes sign too, and no ECDSA scheme is bound to a curve.
    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#schemes")
    void signByEveryScheme(SignatureScheme scheme) {
        boolean rsa = scheme.curve().isEmpty();
        for (var credentials : rsa ? List.of(Credentials.RSA) : List.of(Credentials.P256, Credentials.P384)) {
            var wire = new Wire(
                            client().signatureSchemes(scheme).build(),
                            Wire.serverWith(credentials).build())
                    .run();
            assertEquals(Optional.of(scheme), wire.client.session().signatureScheme());
            assertEquals(Optional.of(scheme), wire.server.session().signatureScheme());
            exchange(wire);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS12, ALL, TLS12", "ALL, TLS12, TLS12", "ALL, ALL, TLS13", "TLS12, TLS12, TLS12"})
    void theNewestVersionInCommonWins(String theClients, String theServers, ProtocolVersion expected) {
        var wire = new Wire(
                        Wire.anyServer().versions(versions(theClients)).build(),
                        Wire.serverWith(Credentials.P256)
                                .versions(versions(theServers))
                                .build())
                .run();
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(expected, wire.client.session().version());
        assertEquals(expected, wire.server.session().version());
        exchange(wire);
    }

    private static ProtocolVersion[] versions(String which) {
        return which.equals("ALL")
                ? new ProtocolVersion[] {ProtocolVersion.TLS13, ProtocolVersion.TLS12}
                : new ProtocolVersion[] {ProtocolVersion.valueOf(which)};
    }

    @Test
    void namesAndProtocols() {
        var wire = new Wire(
                        client().serverName("p384.postern.example")
                                .applicationProtocols("h2", "smtp")
                                .build(),
                        Wire.serverWith(Credentials.RSA, Credentials.P384)
                                .applicationProtocols("smtp")
                                .build())
                .run();
        assertEquals(Optional.of("smtp"), wire.client.session().alpn());
        assertEquals(Optional.of("smtp"), wire.server.session().alpn());
        assertEquals(
                Optional.of(Credentials.P384.credential()),
                wire.server.session().credential());
    }

    @Test
    void agreeOctetByOctet() {
        for (var credentials : Credentials.forLocalhost()) {
            var wire = new Wire(client().build(), Wire.serverWith(credentials).build())
                    .through(Wire.OCTET_BY_OCTET)
                    .run();
            exchange(wire);
        }
    }

    /// TLS 1.2 has no half-closed connections: who is told goodbye says goodbye (RFC 5246 §7.2.1).
    @Test
    void closing() {
        var wire = new Wire(client().build(), Wire.serverWith(Credentials.P256).build()).run();
        wire.client.take(wire.client.engine.close());
        wire.settle();
        assertEquals(Output.Closure.CLOSED, wire.server.last.closure());
        assertEquals(Output.Closure.CLOSED, wire.client.last.closure());
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
    }

    /// One bit of one octet of each flight, at places all over it. The minor version of a record says nothing
    /// and may change; anything else is found out before either end takes or sends data.
    @Test
    void noChangedBitOfTheHandshakeGoesUnseen() {
        var random = new Random(12);
        for (int i = 0; i < 120; i++) {
            var change = new OneBit(random.nextInt(2) == 0, random.nextDouble(), 1 << random.nextInt(8));
            var wire =
                    new Wire(client().build(), Wire.serverWith(Credentials.P256).build());
            (change.toServer ? wire.toServer(change) : wire.toClient(change)).run();
            boolean bothComplete = wire.client.engine.handshakeComplete() && wire.server.engine.handshakeComplete();
            assertFalse(bothComplete && !change.harmless, change::toString);
        }
    }

    /// Changes a bit in the first flight that passes.
    private static final class OneBit implements Wire.Middle {
        private final boolean toServer;
        private final double place;
        private final int bit;
        private boolean done;
        private boolean harmless;
        private int index;

        private OneBit(boolean toServer, double place, int bit) {
            this.toServer = toServer;
            this.place = place;
            this.bit = bit;
        }

        @Override
        public List<Bytes> apply(Bytes flight) {
            if (done) {
                return List.of(flight);
            }
            done = true;
            index = (int) (place * flight.length());
            harmless = index == 2;
            var changed = flight.toArray();
            changed[index] ^= (byte) bit;
            return List.of(Bytes.adopt(changed));
        }

        @Override
        public String toString() {
            return (toServer ? "to server" : "to client") + ", octet " + index + ", bit " + bit;
        }
    }

    @Test
    void muchData() {
        var wire = new Wire(client().build(), Wire.serverWith(Credentials.P256).build()).run();
        var data = new byte[100_000];
        new Random(1).nextBytes(data);
        wire.client.send(data);
        wire.settle();
        assertArrayEquals(data, wire.server.data.toByteArray());
        wire.server.send(Arrays.copyOf(data, 16_385));
        wire.settle();
        assertArrayEquals(Arrays.copyOf(data, 16_385), wire.client.data.toByteArray());
    }

    private static void exchange(Wire wire) {
        wire.client.send(QUESTION);
        wire.settle();
        assertArrayEquals(QUESTION, wire.server.data.toByteArray());
        wire.server.send(ANSWER);
        wire.settle();
        assertArrayEquals(ANSWER, wire.client.data.toByteArray());
    }
}
