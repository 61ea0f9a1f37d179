package postern.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.Credentials;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.ClientHello;
import postern.tls.message.Cookie;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareEntry;
import postern.tls.message.SelectedVersion;
import postern.tls.message.ServerHello;
import postern.tls.message.ServerName;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// Who chooses what, and why.
class NegotiationTest {
    private static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_128_GCM_SHA256);

    private static ClientHello hello(List<Integer> suites, Extension... extensions) {
        return new ClientHello(
                0x0303, Bytes.copyOf(new byte[32]), Bytes.EMPTY, suites, Bytes.of(0), Extensions.of(extensions));
    }

    private static ClientHello hello(Extension... extensions) {
        return hello(List.of(0x1301), extensions);
    }

    @Test
    void theNewestVersionInCommon() {
        var both = List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
        var offered = new SupportedVersions(List.of(0x0a0a, 0x0303, 0x0304));
        assertEquals(
                ProtocolVersion.TLS13, Negotiation.version(hello(offered), both).chosen());
        assertEquals(
                ProtocolVersion.TLS12,
                Negotiation.version(hello(new SupportedVersions(List.of(0x0303, 0x0302))), both)
                        .chosen());
        var silent = Negotiation.version(hello(), both);
        assertEquals(ProtocolVersion.TLS12, silent.chosen());
        assertTrue(silent.why().contains("no supported_versions"), silent.why());
    }

    @Test
    void ourOrderOfSuitesCounts() {
        var choice = Negotiation.suite(hello(List.of(0x0a0a, 0x1301, 0x1303)), SUITES);
        assertEquals(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, choice.chosen());
        assertEquals("the first of ours that the client offers", choice.why());
        assertEquals(
                "cipher suite TLS_CHACHA20_POLY1305_SHA256: the first of ours that the client offers",
                choice.toString());
    }

    /// A share is the client's guess, and does not undo our order.
    @Test
    void ourOrderComesBeforeAShare() {
        var ours = List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);
        var groups = new SupportedGroups(List.of(24, 29, 23));
        var share = new KeyShareClientHello(List.of(new KeyShareEntry(23, Bytes.of(4))));
        assertEquals(
                NamedGroup.X25519, Negotiation.group(hello(groups, share), ours).chosen());
        assertEquals(
                NamedGroup.X25519,
                Negotiation.group(hello(groups, new KeyShareClientHello(List.of())), ours)
                        .chosen());
    }

    private static Proof proof(List<Credentials> credentials, Extension... extensions) {
        var settings = Rehearsal.server(Rehearsal.everything());
        var ours = new ServerSettings(
                settings.preferences(),
                credentials.stream().map(Credentials::credential).toList(),
                List.of(),
                settings.surroundings());
        return Negotiation.proof(hello(extensions), ours, ProtocolVersion.TLS13, _ -> true)
                .chosen();
    }

    private static SignatureAlgorithms verifying(SignatureScheme... schemes) {
        return new SignatureAlgorithms(
                Arrays.stream(schemes).map(SignatureScheme::code).toList());
    }

    private static final SignatureAlgorithms ALL = verifying(Implemented.SCHEMES.toArray(SignatureScheme[]::new));

    @Test
    void theFirstCertificateOfOurs() {
        var all = List.of(Credentials.RSA, Credentials.P256, Credentials.P384);
        assertEquals(new Proof(Credentials.RSA.credential(), SignatureScheme.RSA_PSS_RSAE_SHA256), proof(all, ALL));
        assertEquals(Credentials.P384.credential(), proof(all.reversed(), ALL).credential());
    }

    @Test
    void theCertificateForTheNameThatTheClientWants() {
        var all = List.of(Credentials.RSA, Credentials.P256, Credentials.OTHER);
        for (var wanted : all) {
            assertEquals(
                    wanted.credential(),
                    proof(all, ALL, new ServerName(wanted.hostName())).credential());
        }
        assertEquals(
                Credentials.RSA.credential(),
                proof(all, ALL, new ServerName("unknown.example")).credential());
        assertEquals(
                Credentials.RSA.credential(),
                proof(all, ALL, new ServerName("not a name".replace(' ', '_') + ".-"))
                        .credential());
    }

    /// A name helps nothing if the client cannot verify the key.
    @Test
    void theCertificateThatTheClientCanVerify() {
        var all = List.of(Credentials.RSA, Credentials.P256, Credentials.P384);
        var p384 = SignatureScheme.ECDSA_SECP384R1_SHA384;
        assertEquals(
                new Proof(Credentials.P384.credential(), p384),
                proof(all, verifying(SignatureScheme.RSA_PKCS1_SHA256, p384), new ServerName("rsa.postern.example")));
    }

    @Test
    void ourOrderOfApplicationProtocolsCounts() {
        var offered = new ApplicationProtocols(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
        var choice = Negotiation.applicationProtocol(hello(offered), List.of("c", "b", "a"));
        assertEquals(Optional.of("b"), choice.map(Choice::chosen));
        assertTrue(Negotiation.applicationProtocol(hello(offered), List.of()).isEmpty());
        assertTrue(Negotiation.applicationProtocol(hello(), List.of("a")).isEmpty());
    }

    /// The second hello has the cookie and is else the first (RFC 9846 §4.2.2).
    @Test
    void aCookieIsSentBack() {
        var begin = postern.tls.handshake.tls13.client.Start.begin(Rehearsal.client(Rehearsal.everything()));
        var first = (ClientHello) ((Effect.Send) begin.effects().getFirst()).message();
        var cookie = new Cookie(Bytes.utf8("cookie"));
        var request = new ServerHello(
                0x0303,
                ServerHello.HELLO_RETRY_REQUEST,
                first.legacySessionId(),
                0x1302,
                0,
                Extensions.of(new SelectedVersion(0x0304), cookie));
        var step = begin.next().receive(request, HandshakeCodec.write(request));
        var second = step.effects().stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> (ClientHello) ((Effect.Send) effect).message())
                .findFirst()
                .orElseThrow();
        var expected = new ArrayList<>(first.extensions().list());
        expected.add(cookie);
        assertEquals(first.withExtensions(Extensions.of(expected)), second);
        assertFalse(first.extensions().find(Cookie.class).isPresent());
    }
}
