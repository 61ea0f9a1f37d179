package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.dh.StandardGroups;
import postern.crypto.key.PublicKey;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.Pkcs1Encryption;
import postern.crypto.rsa.RsaPublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.ClientKeyExchange;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;

/// A client of TLS 1.2 that says hello like an honest one, and then tries the attacks that have worked on
/// others.
class HostileHandshake12Test {
    private static final RandomSource RANDOM = HmacDrbg.deterministic(Bytes.utf8("hostile"));
    private static final int HANDSHAKE = 22;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;

    /// A server that has sent its flight, which nobody reads.
    private static Wire.End greeted(CipherSuite suite, NamedGroup... groups) {
        var version = ProtocolVersion.TLS12;
        var server = new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.RSA)
                .versions(version)
                .suites(suite)
                .groups(groups)
                .build()));
        var client = TlsEngine.client(
                Wire.anyServer().versions(version).suites(suite).groups(groups).build());
        server.receive(client.start().toPeer());
        assertEquals(Optional.empty(), server.failure());
        server.outgoing();
        return server;
    }

    private static Bytes record(int type, Bytes content) {
        var header = Bytes.of(type, 3, 3, content.length() >> 8, content.length() & 0xff);
        return header.concat(content);
    }

    private static Bytes record(HandshakeMessage message) {
        return record(HANDSHAKE, HandshakeCodec.write(message));
    }

    private static Optional<Violation> violation(Wire.End end) {
        return end.failure().map(TlsException::violation);
    }

    // An encrypted secret that is not one (Bleichenbacher 1998, ROBOT 2017)

    private static RsaPublicKey rsa() {
        return assertInstanceOf(
                        PublicKey.Rsa.class, Credentials.RSA.credential().publicKey())
                .key();
    }

    private static Bytes encrypted(String prefix, int length) {
        var secret = Bytes.fromHex(prefix).toArray();
        var padded = java.util.Arrays.copyOf(secret, length);
        return Pkcs1Encryption.encrypt(rsa(), Secret.adopt(padded), RANDOM);
    }

    private static List<Bytes> ciphertexts() {
        int length = rsa().bits() / 8;
        var list = new ArrayList<Bytes>();
        list.add(encrypted("0303", 48));
        list.add(encrypted("0301", 48));
        list.add(encrypted("0002", 48));
        list.add(encrypted("0303", 47));
        list.add(encrypted("0303", 49));
        list.add(encrypted("0303", 0));
        list.add(encrypted("0303", length - 11));
        list.add(Bytes.copyOf(new byte[length]));
        for (int i = 0; i < 8; i++) {
            var octets = RANDOM.bytes(length).toArray();
            octets[0] &= 0x3f;
            list.add(Bytes.copyOf(octets));
        }
        list.add(RANDOM.bytes(length - 1));
        list.add(RANDOM.bytes(1));
        list.add(Bytes.EMPTY);
        return list;
    }

    /// Whatever was encrypted, the server goes on, and all ends at Finished with the same octets.
    @Test
    void oneAnswerToAllCiphertexts() {
        var finished = RANDOM.bytes(64);
        var answers = new HashSet<Bytes>();
        for (var ciphertext : ciphertexts()) {
            var server = greeted(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, NamedGroup.SECP256R1);
            server.receive(record(new ClientKeyExchange(Kx.RSA, ciphertext)));
            server.receive(record(CHANGE_CIPHER_SPEC, Bytes.of(1)));
            assertEquals(Optional.empty(), server.failure(), ciphertext::toHex);
            assertEquals(Bytes.EMPTY, server.outgoing());
            server.receive(record(HANDSHAKE, finished));
            assertEquals(Optional.of(Violation.RECORD_MAC), violation(server));
            answers.add(server.outgoing());
        }
        assertEquals(1, answers.size());
    }

    // Points that are on no curve, or on a smaller one

    static Stream<Bytes> points() {
        var coordinate = Bytes.copyOf(new byte[32]);
        return Stream.of(
                // Not on the curve: (0, 0), (1, 1), coordinates that are too large.
                Bytes.of(4).concat(coordinate).concat(coordinate),
                Bytes.fromHex("04" + "00".repeat(31) + "01" + "00".repeat(31) + "01"),
                Bytes.fromHex("04" + "ff".repeat(64)),
                // The point at infinity, a compressed one, one that is cut short.
                Bytes.of(0),
                Bytes.fromHex("02" + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
                Bytes.fromHex("04" + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"));
    }

    @ParameterizedTest
    @MethodSource("points")
    void noSuchPoint(Bytes point) {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.SECP256R1);
        server.receive(record(new ClientKeyExchange(point)));
        assertEquals(Optional.of(Violation.KEY_SHARE_INVALID), violation(server));
    }

    /// A secret that anybody knows (RFC 7748 §6.1).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void pointsOfSmallOrder(String point) {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
        server.receive(record(new ClientKeyExchange(Bytes.fromHex(point))));
        assertEquals(Optional.of(Violation.KEY_SHARE_INVALID), violation(server));
    }

    /// Numbers whose powers are few (RFC 7919 §5.1, Lim and Lee 1997).
    @Test
    void numbersOfSmallOrder() {
        var p = StandardGroups.named("ffdhe2048").orElseThrow().p();
        var minusOne = p.toArray();
        minusOne[minusOne.length - 1]--;
        for (var number : List.of(
                Bytes.EMPTY,
                Bytes.of(0),
                Bytes.of(1),
                Bytes.copyOf(minusOne),
                p,
                Bytes.of(1).concat(p))) {
            var server = greeted(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.FFDHE2048);
            server.receive(record(new ClientKeyExchange(Kx.DHE, number)));
            assertEquals(Optional.of(Violation.KEY_SHARE_INVALID), violation(server), number::toHex);
        }
    }

    // Things at the wrong time

    /// Keys before there is a secret (CVE-2014-0224).
    @Test
    void changeCipherSpecBeforeTheKeys() {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
        server.receive(record(CHANGE_CIPHER_SPEC, Bytes.of(1)));
        assertEquals(Optional.of(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED), violation(server));
    }

    /// A Finished in clear, as if there were keys (SKIP-TLS, 2015).
    @Test
    void finishedInClear() {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
        server.receive(record(HANDSHAKE, Bytes.fromHex("1400000c" + "00".repeat(12))));
        assertEquals(Optional.of(Violation.MESSAGE_UNEXPECTED), violation(server));
    }

    @ParameterizedTest
    @ValueSource(ints = {CHANGE_CIPHER_SPEC, ALERT})
    void anotherRecordInsideAMessage(int type) {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
        server.receive(record(HANDSHAKE, Bytes.fromHex("10000021")));
        server.receive(record(type, type == ALERT ? Bytes.of(1, 90) : Bytes.of(1)));
        assertEquals(Optional.of(Violation.HANDSHAKE_INTERLEAVED), violation(server));
    }

    /// Data before the handshake is over.
    @Test
    void dataTooEarly() {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
        server.receive(record(23, Bytes.utf8("MAIL FROM:<a@b.c>")));
        assertEquals(Optional.of(Violation.EARLY_APPLICATION_DATA), violation(server));
    }

    /// The same messages, an octet in each record: slow, but allowed (RFC 5246 §6.2.1).
    @Test
    void aMessageInManyRecords() {
        var server = greeted(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
        var message = HandshakeCodec.write(new ClientKeyExchange(
                Bytes.fromHex("0900000000000000000000000000000000000000000000000000000000000000")));
        for (int i = 0; i < message.length(); i++) {
            server.receive(record(HANDSHAKE, message.slice(i, 1)));
        }
        assertEquals(Optional.empty(), server.failure());
    }
}
