package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.asn1.Pem;
import postern.crypto.key.PrivateKey;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PeerVerifier;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Keys that few have, in TLS 1.2: for servers and clients, with OpenSSL, which also makes them. And several
/// certificates at once, chosen by what the client can do.
class RareKeys12Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final NamedGroup[] GROUPS = {NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP521R1};

    @TempDir
    private static Path directory;

    private static final Map<Rare, Credential> MADE = new EnumMap<>(Rare.class);

    /// A kind of key, in OpenSSL's words, and how it signs.
    enum Rare {
        P521("ec -pkeyopt ec_paramgen_curve:P-521", SignatureScheme.ECDSA_SECP521R1_SHA512),
        ED25519("ed25519", SignatureScheme.ED25519),
        ED448("ed448", SignatureScheme.ED448),
        RSA_PSS("rsa-pss -pkeyopt rsa_keygen_bits:2048", SignatureScheme.RSA_PSS_PSS_SHA256);

        private final String kind;
        private final SignatureScheme scheme;

        Rare(String kind, SignatureScheme scheme) {
            this.kind = kind;
            this.scheme = scheme;
        }

        CipherSuite suite() {
            return this == RSA_PSS
                    ? CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
                    : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
        }

        String file() {
            return directory.resolve(name() + ".pem").toString();
        }
    }

    private static Credential credential(Rare rare) throws IOException {
        var made = MADE.get(rare);
        if (made != null) {
            return made;
        }
        var command = new java.util.ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-subj", "/CN=localhost"));
        command.addAll(List.of("-days", "30", "-keyout", rare.file() + ".key", "-out", rare.file(), "-newkey"));
        command.addAll(List.of(rare.kind.split(" ")));
        PeerProcess.run(LIMIT, "", command.toArray(String[]::new)).orThrow();
        var chain = Files.readString(Path.of(rare.file()));
        var key = Files.readString(Path.of(rare.file() + ".key"));
        Files.writeString(Path.of(rare.file()), key, java.nio.file.StandardOpenOption.APPEND);
        var credential = new Credential(Certificate.parsePem(chain), PrivateKey.fromPem(Pem.parseAll(key)));
        MADE.put(rare, credential);
        return credential;
    }

    private static TlsConfig.Builder withSchemes(TlsConfig.Builder builder, Rare rare) {
        return builder.versions(ProtocolVersion.TLS12)
                .suites(rare.suite(), CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)
                .groups(GROUPS)
                .signatureSchemes(rare.scheme, SignatureScheme.ECDSA_SECP256R1_SHA256);
    }

    private static TlsConfig.Builder server(Rare rare) throws IOException {
        return withSchemes(TlsConfig.builder(), rare)
                .credential(credential(rare))
                .clientAuthentication(ClientAuthentication.REQUIRE)
                .verifier(PeerVerifier.none());
    }

    private static TlsConfig.Builder client(Rare rare) throws IOException {
        return withSchemes(Wire.anyServer(), rare).credential(credential(rare));
    }

    @ParameterizedTest
    @EnumSource
    void bothEndsProveThemselves(Rare rare) throws IOException {
        var wire = new Wire(client(rare).build(), server(rare).build()).run();
        assertEquals(Optional.empty(), wire.client.failure());
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.of(rare.scheme), end.session().signatureScheme());
            assertEquals(Optional.of(rare.scheme), end.session().clientSignatureScheme());
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensslClient(Rare rare) throws IOException {
        var config = server(rare).build();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        "-tls1_2",
                        "-cert",
                        rare.file(),
                        "-key",
                        rare.file(),
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            var session = ours.engine.session().orElseThrow();
            assertEquals(Optional.of(rare.scheme), session.signatureScheme());
            assertEquals(Optional.of(rare.scheme), session.clientSignatureScheme());
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensslServer(Rare rare) throws IOException {
        var config = client(rare).build();
        int port = Ports.free();
        try (var peer = PeerProcess.start(
                "openssl",
                "s_server",
                "-tls1_2",
                "-rev",
                "-Verify",
                "1",
                "-CAfile",
                rare.file(),
                "-cert",
                rare.file(),
                "-port",
                Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            try (var ours = EngineSocket.on(socket, TlsEngine.client(config))) {
                assertEquals(Optional.empty(), ours.last.failure(), peer::output);
                ours.send("drow a\n");
                assertTrue(ours.await("a word").contains("a word"), peer::output);
            }
        }
    }

    /// RSA, ECDSA and Ed25519 beside each other: the suite and the schemes of the client decide.
    @Test
    void severalAtOnce() throws IOException {
        var ed25519 = credential(Rare.ED25519);
        var server = Wire.serverWith(Credentials.RSA, Credentials.P256)
                .credentials(List.of(ed25519, Credentials.RSA.credential(), Credentials.P256.credential()))
                .signatureSchemes(
                        SignatureScheme.ED25519,
                        SignatureScheme.RSA_PSS_RSAE_SHA256,
                        SignatureScheme.ECDSA_SECP256R1_SHA256)
                .build();
        var expected = Map.of(
                SignatureScheme.ED25519, ed25519,
                SignatureScheme.RSA_PSS_RSAE_SHA256, Credentials.RSA.credential(),
                SignatureScheme.ECDSA_SECP256R1_SHA256, Credentials.P256.credential());
        for (var version : List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13)) {
            for (var each : expected.entrySet()) {
                var client = Wire.anyServer().versions(version).signatureSchemes(each.getKey());
                var wire = new Wire(TlsEngine.client(client.build()), TlsEngine.server(server)).run();
                assertEquals(Optional.of(each.getValue()), wire.server.session().credential());
            }
        }
        var rsaAlone = Wire.anyServer()
                .versions(ProtocolVersion.TLS12)
                .suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
                .build();
        var wire = new Wire(TlsEngine.client(rsaAlone), TlsEngine.server(server)).run();
        assertEquals(
                Optional.of(Credentials.RSA.credential()), wire.server.session().credential());
    }
}
