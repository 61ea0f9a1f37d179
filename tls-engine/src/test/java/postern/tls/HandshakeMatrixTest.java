package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// Our client and our server agree, in every combination of what there is, and data passes both ways.
class HandshakeMatrixTest {
    private static final byte[] QUESTION = "EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "250 server.example\r\n".getBytes(StandardCharsets.US_ASCII);

    static Stream<Arguments> combinations() {
        return Implemented.SUITES.stream()
                .filter(suite -> suite.usableIn(ProtocolVersion.TLS13))
                .flatMap(suite -> Implemented.GROUPS.stream()
                        .flatMap(group -> Credentials.forLocalhost().stream()
                                .map(credential -> Arguments.of(suite, group, credential))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void agree(CipherSuite suite, NamedGroup group, Credentials credentials) {
        var wire = new Wire(
                        Wire.anyServer().suites(suite).groups(group).build(),
                        Wire.serverWith(credentials).build())
                .run();
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.empty(), end.failure());
            assertEquals(ProtocolVersion.TLS13, end.session().version());
            assertEquals(suite, end.session().cipherSuite());
            assertEquals(Optional.of(group), end.session().group());
            assertEquals(Optional.of("localhost"), end.session().serverName());
        }
        assertEquals(credentials.credential().chain(), wire.client.session().peerCertificates());
        assertEquals(
                wire.client.session().signatureScheme(), wire.server.session().signatureScheme());
        exchange(wire);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void signByEveryScheme(SignatureScheme scheme) {
        var wire = new Wire(
                        Wire.anyServer().signatureSchemes(scheme).build(),
                        Wire.serverWith(Credentials.RSA, Credentials.P256, Credentials.P384)
                                .build())
                .run();
        assertEquals(Optional.of(scheme), wire.client.session().signatureScheme());
        assertEquals(Optional.of(scheme), wire.server.session().signatureScheme());
        exchange(wire);
    }

    static Stream<SignatureScheme> schemes() {
        return Credentials.schemes().stream().filter(scheme -> scheme.usableIn(ProtocolVersion.TLS13));
    }

    /// Whatever the network does to the octets, they come apart at every place.
    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#forLocalhost")
    void agreeOctetByOctet(Credentials credentials) {
        var wire = new Wire(
                        Wire.anyServer().build(), Wire.serverWith(credentials).build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
        exchange(wire);
    }

    /// The client sends a share for a group that the server does not know, and is asked for another.
    @ParameterizedTest
    @FieldSource("postern.tls.param.Implemented#GROUPS")
    void agreeAfterAHelloRetryRequest(NamedGroup group) {
        var first = group == NamedGroup.X25519 ? NamedGroup.SECP256R1 : NamedGroup.X25519;
        for (var suite : Implemented.SUITES) {
            if (suite.usableIn(ProtocolVersion.TLS13)) {
                var wire = new Wire(
                                Wire.anyServer()
                                        .suites(suite)
                                        .groups(first, group)
                                        .build(),
                                Wire.serverWith(Credentials.P256).groups(group).build())
                        .through(Wire.OCTET_BY_OCTET)
                        .run();
                assertEquals(Optional.of(group), wire.client.session().group());
                exchange(wire);
            }
        }
    }

    /// Both flights of one end arrive together, with data behind.
    @Test
    void flightsMayBeCoalesced() {
        var client = new Wire.End(TlsEngine.client(Wire.anyServer().build()));
        var server =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        server.receive(client.take(client.engine.start()).outgoing());
        client.receive(server.outgoing());
        client.send(QUESTION);
        server.receive(client.outgoing());
        assertTrue(server.engine.handshakeComplete());
        assertArrayEquals(QUESTION, server.data.toByteArray());
    }

    @Test
    void nothingIsSentAgainByASecondStart() {
        var client = TlsEngine.client(Wire.anyServer().build());
        assertFalse(client.start().toPeer().isEmpty());
        assertTrue(client.start().toPeer().isEmpty());
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
