package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.dh.DhGroup;
import postern.crypto.dh.StandardGroups;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.DheParams;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.session.SharedKeys;

/// Our client and our server in TLS 1.0, 1.1 and 1.2, with every suite there is beyond the defaults.
class OlderVersionsTest {
    private static final byte[] QUESTION = "EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "250 server.example\r\n".getBytes(StandardCharsets.US_ASCII);

    static Stream<Arguments> versionsAndSuites() {
        return Stream.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12)
                .flatMap(version -> Implemented.ALL_SUITES.stream()
                        .filter(suite -> suite.usableIn(version))
                        .map(suite -> Arguments.of(version, suite)));
    }

    private static final SharedKeys SHARED =
            SharedKeys.of(new SharedKeys.SharedKey(Bytes.utf8("both"), Secret.zeros(16)));

    static Credentials of(CipherSuite suite) {
        return suite.auth() == Auth.ECDSA ? Credentials.P256 : Credentials.RSA;
    }

    @ParameterizedTest
    @MethodSource("versionsAndSuites")
    void agree(ProtocolVersion version, CipherSuite suite) {
        var wire = new Wire(
                        Wire.anyServer()
                                .versions(version)
                                .suites(suite)
                                .sharedKeys(SHARED)
                                .build(),
                        Wire.serverWith(of(suite))
                                .versions(version)
                                .suites(suite)
                                .sharedKeys(SHARED)
                                .build())
                .run();
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.empty(), end.failure());
            assertEquals(version, end.session().version());
            assertEquals(suite, end.session().cipherSuite());
        }
        assertEquals(
                suite.auth() == Auth.NONE || suite.auth() == Auth.PSK,
                wire.client.session().peerCertificates().isEmpty());
        exchange(wire);
    }

    @ParameterizedTest
    @EnumSource(names = {"X448", "SECP521R1", "FFDHE2048", "FFDHE3072"})
    void moreGroups(NamedGroup group) {
        boolean field = group.kind() == NamedGroup.Kind.FINITE_FIELD;
        var suite = field
                ? CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256
                : CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        for (var version : List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)) {
            var suites = new CipherSuite[] {CipherSuite.TLS_AES_128_GCM_SHA256, suite};
            var wire = new Wire(
                            Wire.anyServer()
                                    .versions(version)
                                    .suites(suites)
                                    .groups(group)
                                    .build(),
                            Wire.serverWith(Credentials.RSA)
                                    .versions(version)
                                    .suites(suites)
                                    .groups(group)
                                    .build())
                    .run();
            assertEquals(Optional.empty(), wire.client.failure());
            assertEquals(Optional.of(group), wire.server.session().group());
            exchange(wire);
        }
    }

    /// A client that names no field gets the server's own; a short one it refuses.
    @Test
    void aGroupOfTheServersChoice() {
        var suite = CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA;
        var client = Wire.anyServer().versions(ProtocolVersion.TLS12).suites(suite);
        var server = Wire.serverWith(Credentials.RSA)
                .versions(ProtocolVersion.TLS12)
                .suites(suite)
                .dhGroup(StandardGroups.named("ike14").orElseThrow());
        var wire = new Wire(client.build(), server.build()).run();
        assertEquals(Optional.empty(), wire.client.failure());
        exchange(wire);
        var weak = assertThrows(
                IllegalArgumentException.class,
                () -> server.dhGroup(StandardGroups.named("ike1").orElseThrow()).build());
        assertEquals(
                "dhGroup: a prime of 768 bits is too short; use one of at least 1024, such as ffdhe2048",
                weak.getMessage());
    }

    /// A client that names fields, but none of ours, gets no DHE (RFC 7919 §4).
    @Test
    void fieldsThatAreNotInCommon() {
        var wire = new Wire(
                        Wire.anyServer()
                                .versions(ProtocolVersion.TLS12)
                                .suites(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)
                                .groups(NamedGroup.FFDHE3072)
                                .build(),
                        Wire.serverWith(Credentials.RSA)
                                .suites(
                                        CipherSuite.TLS_AES_128_GCM_SHA256,
                                        CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)
                                .groups(NamedGroup.X25519, NamedGroup.FFDHE2048)
                                .build())
                .run();
        assertEquals(
                Optional.of(Violation.NO_COMMON_SIGNATURE),
                wire.server.failure().map(TlsException::violation));
    }

    @Test
    void oldVersionsHaveToBeAskedFor() {
        var wire = new Wire(
                        Wire.anyServer()
                                .versions(ProtocolVersion.TLS11)
                                .suites(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)
                                .build(),
                        Wire.serverWith(Credentials.RSA).build())
                .run();
        assertEquals(
                Optional.of(Violation.UNSUPPORTED_VERSION),
                wire.server.failure().map(TlsException::violation));
    }

    /// The newest in common wins, over all four.
    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS11", "TLS12", "TLS13"})
    void theNewestInCommon(ProtocolVersion newest) {
        var all = List.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12, ProtocolVersion.TLS13);
        var suites = Stream.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)
                .toArray(CipherSuite[]::new);
        var older = all.stream().filter(newest::atLeast).toArray(ProtocolVersion[]::new);
        var every = all.toArray(ProtocolVersion[]::new);
        for (boolean clientIsOlder : new boolean[] {true, false}) {
            var client = clientIsOlder ? older : every;
            var server = clientIsOlder ? every : older;
            boolean hasSuites = newest == ProtocolVersion.TLS13;
            var mine = hasSuites ? suites : new CipherSuite[] {suites[1]};
            var wire = new Wire(
                            Wire.anyServer()
                                    .versions(client)
                                    .suites(clientIsOlder ? mine : suites)
                                    .build(),
                            Wire.serverWith(Credentials.RSA)
                                    .versions(server)
                                    .suites(clientIsOlder ? suites : mine)
                                    .build())
                    .run();
            assertEquals(Optional.empty(), wire.client.failure());
            assertEquals(newest, wire.server.session().version());
        }
    }

    /// A wrong secret is found out at Finished and nowhere else: whatever the ciphertext, the answer is the same
    /// alert after the same messages (Bleichenbacher's question has no answer).
    @Test
    void anRsaCiphertextThatIsNoneFailsAsAnyWrongKeyDoes() {
        var suite = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
        for (int octet : new int[] {20, 100, 260}) {
            var wire = new Wire(
                            Wire.anyServer()
                                    .versions(ProtocolVersion.TLS12)
                                    .suites(suite)
                                    .build(),
                            Wire.serverWith(Credentials.RSA)
                                    .versions(ProtocolVersion.TLS12)
                                    .suites(suite)
                                    .build())
                    .toServer(flight -> List.of(isKeyExchange(flight) ? changed(flight, octet) : flight))
                    .run();
            assertEquals(
                    Optional.of(Violation.RECORD_MAC), wire.server.failure().map(TlsException::violation));
        }
    }

    private static boolean isKeyExchange(Bytes flight) {
        return flight.at(0) == 22 && flight.at(5) == 16;
    }

    private static Bytes changed(Bytes flight, int octet) {
        var octets = flight.toArray();
        octets[octet] ^= 1;
        return Bytes.adopt(octets);
    }

    @Test
    void aPrimeThatIsTooShort() {
        var weak = DhGroup.of(
                Bytes.fromHex("ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74"
                        + "020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
                        + "4fe1356d6d51c245e485b576625e7ec6f44c42e9a63a3620ffffffffffffffff"),
                Bytes.of(2));
        assertEquals(768, weak.bits());
        var params = new DheParams(weak.p(), weak.g(), Bytes.of(4));
        var refused = assertThrows(TlsException.class, () -> KeyExchange12.answer(params, 0, HmacDrbg.system()));
        assertEquals(Violation.DH_GROUP_WEAK, refused.violation());
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_PKCS1_SHA256", "RSA_PSS_RSAE_SHA384", "RSA_PKCS1_SHA512"})
    void schemesOfTls12(SignatureScheme scheme) {
        var wire = new Wire(
                        Wire.anyServer()
                                .versions(ProtocolVersion.TLS12)
                                .suites(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA)
                                .signatureSchemes(scheme)
                                .build(),
                        Wire.serverWith(Credentials.RSA)
                                .versions(ProtocolVersion.TLS12)
                                .suites(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA)
                                .build())
                .run();
        assertEquals(Optional.of(scheme), wire.client.session().signatureScheme());
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
