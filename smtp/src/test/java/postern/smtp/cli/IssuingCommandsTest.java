package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.Certificate;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.revocation.Crl;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// A small authority run by the command line, beside OpenSSL's in both roles.
class IssuingCommandsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void makeAuthority() {
        ours("cert ca --subject /O=Lab/CN=Root --cert root.pem --key root.key");
        ours("cert issue --issuer-cert root.pem --issuer-key root.key --cert mx.pem --key mx.key mx.example.org");
        ours("cert ocsp-response --issuer-cert root.pem --issuer-key root.key --cert mx.pem --out mx.ocsp");
    }

    /// Runs a command whose words with a dot are files of this test's directory.
    private CommandRun run(String line) {
        var words = new ArrayList<String>();
        for (var word : line.split(" ")) {
            words.add(word.matches("[a-z0-9]+\\.(pem|key|crl|csr|ocsp)") ? file(word) : word);
        }
        return CommandRun.of(words.toArray(String[]::new));
    }

    private void ours(String line) {
        var run = run(line);
        assertEquals(0, run.status(), run.err());
    }

    private String openSsl(String line) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(line.split(" ")));
        try (var process = PeerProcess.start(directory, Map.of(), command)) {
            process.closeInput();
            process.awaitExit(Duration.ofSeconds(20));
            return process.output();
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p384", "p521", "ed25519", "rsa:2048"})
    void whatIsIssuedIsAccepted(String kind) {
        ours("cert ca --subject /CN=Middle --cert ca.pem --key ca.key --issuer-cert root.pem --issuer-key root.key "
                + "--path-length 0 --key-type " + kind);
        ours("cert csr --out c.csr --key c.key --key-type " + kind + " mx.example.org 192.0.2.1");
        ours("cert issue --issuer-cert ca.pem --issuer-key ca.key --csr c.csr --cert c.pem --must-staple");
        assertTrue(openSsl("verify -x509_strict -CAfile root.pem -untrusted ca.pem -purpose sslserver "
                        + "-verify_hostname mx.example.org c.pem")
                .contains("c.pem: OK"));
        assertTrue(openSsl("x509 -in c.pem -noout -text").contains("status_request"));
        ours("verify --ca root.pem --untrusted ca.pem --hostname 192.0.2.1 c.pem");
        assertEquals(2, run("cert csr --out c.csr --key d.key a.example").status());
        assertEquals(
                2,
                run("cert issue --issuer-cert ca.pem --issuer-key ca.key --cert d.pem")
                        .status());
        assertEquals(
                1,
                run("cert issue --issuer-cert ca.pem --issuer-key root.key --cert d.pem --key d.key a.example")
                        .status());
    }

    @Test
    void listsAndResponsesTellWhatIsRevoked() {
        ours("cert crl --issuer-cert root.pem --issuer-key root.key --out none.crl");
        ours("cert crl --issuer-cert root.pem --issuer-key root.key --revoke mx.pem --reason superseded --out mx.crl");
        assertTrue(openSsl("verify -crl_check -CAfile root.pem -CRLfile mx.crl mx.pem")
                .contains("revoked"));
        ours("verify --ca root.pem --crl none.crl mx.pem");
        var revoked = run("verify --ca root.pem --crl mx.crl --json mx.pem");
        assertEquals(1, revoked.status());
        assertTrue(revoked.out().contains("\"REVOKED\"") && revoked.err().contains("superseded"), revoked.err());
        ours("verify --ca root.pem --ocsp mx.ocsp --hostname mx.example.org mx.pem");
        assertTrue(openSsl("ocsp -respin mx.ocsp -issuer root.pem -cert mx.pem -CAfile root.pem")
                .contains("mx.pem: good"));
        ours("cert ocsp-response --issuer-cert root.pem --issuer-key root.key --cert mx.pem --out mx.ocsp "
                + "--status revoked:key-compromise");
        assertEquals(1, run("verify --ca root.pem --ocsp mx.ocsp mx.pem").status());
    }

    @Test
    void aDirectoryOfLinksIsTrusted() throws Exception {
        var links = Files.createDirectory(directory.resolve("links"));
        var hash = openSsl("x509 -in root.pem -noout -hash").strip();
        var other = Certificate.readFile(directory.resolve("mx.pem")).getFirst();
        Files.writeString(links.resolve(hash + ".0"), other.toPem());
        Files.copy(directory.resolve("root.pem"), links.resolve(hash + ".1"));
        Files.writeString(links.resolve("README"), "not a certificate");
        ours("verify --ca " + links + " mx.pem");
        Files.delete(links.resolve(hash + ".1"));
        assertEquals(2, run("verify --ca " + links + " mx.pem").status());
    }

    @Test
    void fetchAsksOpenSsl() throws Exception {
        var serial = openSsl("x509 -in mx.pem -noout -serial").strip().replace("serial=", "");
        Files.writeString(directory.resolve("index.txt"), "V\t480101000000Z\t\t" + serial + "\tunknown\t/CN=a\n");
        Files.delete(directory.resolve("mx.ocsp"));
        int port = Ports.free();
        var command = ("openssl ocsp -port " + port
                        + " -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 2")
                .split(" ");
        try (var responder = PeerProcess.start(directory, Map.of(), List.of(command))) {
            responder.await("waiting for OCSP client connections", Duration.ofSeconds(10));
            var run = run("ocsp fetch --nonce --cert mx.pem --issuer root.pem --out mx.ocsp --url http://127.0.0.1:"
                    + port + "/");
            assertEquals(0, run.status(), run.err() + responder.output());
            assertTrue(run.out().contains("come back at "), run.out());
        }
        ours("verify --ca root.pem --ocsp mx.ocsp mx.pem");
    }

    @Test
    void respondAnswersOpenSslAndSurvivesGarbage() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(responder("root.pem", "root.key", Duration.ofHours(1)), listener);
            for (var garbage : List.of(
                    "",
                    "\r\n\r\n",
                    "GET /%%% HTTP/1.0\r\n\r\n",
                    "POST / HTTP/1.0\r\n\r\n",
                    "POST / HTTP/1.0\r\nContent-Length: 999999999\r\n\r\n",
                    "POST / HTTP/1.0\r\nContent-Length: 9\r\n\r\nxx")) {
                try (var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                    socket.getOutputStream().write(garbage.getBytes(StandardCharsets.US_ASCII));
                }
            }
            var url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            var said = openSsl("ocsp -issuer root.pem -cert mx.pem -CAfile root.pem -url " + url);
            assertTrue(said.contains("Response verify OK") && said.contains("mx.pem: good"), said);
            ours("ocsp fetch --nonce --cert mx.pem --issuer root.pem --out mx.ocsp --url " + url);
        }
    }

    private static void serve(OcspResponder responder, ServerSocket listener) {
        Thread.ofVirtual().start(() -> {
            try {
                responder.serve(listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private OcspResponder responder(String certificate, String keyFile, Duration life) throws IOException {
        var root = Certificate.readFile(directory.resolve("root.pem")).getFirst();
        var signer = Certificate.readFile(directory.resolve(certificate)).getFirst();
        try (var text = Secret.adopt(Files.readAllBytes(directory.resolve(keyFile)))) {
            var key = PrivateKey.fromPem(text, keyFile);
            return new OcspResponder(root, new Issuer(signer, key), serial -> Optional.empty(), life);
        }
    }

    @Test
    void fetchRefusesAProofThatOutlivesItsSigner() throws Exception {
        var old = Files.readAllBytes(directory.resolve("mx.ocsp"));
        ours("cert issue --issuer-cert root.pem --issuer-key root.key --cert r.pem --key r.key --purpose ocsp --days 1 "
                + "ocsp.example.org");
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(responder("r.pem", "r.key", Duration.ofDays(2)), listener);
            var run = run("ocsp fetch --cert mx.pem --issuer root.pem --out mx.ocsp --url http://127.0.0.1:"
                    + listener.getLocalPort() + "/");
            assertEquals(1, run.status());
            assertTrue(run.err().contains("its signer /CN=ocsp.example.org ends at"), run.err());
            assertArrayEquals(old, Files.readAllBytes(directory.resolve("mx.ocsp")));
        }
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(responder("r.pem", "r.key", Duration.ofHours(2)), listener);
            ours("ocsp fetch --cert mx.pem --issuer root.pem --out mx.ocsp --url http://127.0.0.1:"
                    + listener.getLocalPort() + "/");
        }
    }

    @Test
    void fetchKeepsTheOldFileWhereTheAnswerIsNoUse() throws Exception {
        var old = Files.readAllBytes(directory.resolve("mx.ocsp"));
        ours("cert crl --issuer-cert root.pem --issuer-key root.key --revoke mx.pem --out mx.crl");
        var list = Crl.parseAll(Bytes.adopt(Files.readAllBytes(directory.resolve("mx.crl"))))
                .getFirst();
        assertEquals(1, list.size());
        int nobody = Ports.free();
        assertEquals(
                1,
                run("ocsp fetch --cert mx.pem --issuer root.pem --out mx.ocsp --url http://127.0.0.1:" + nobody)
                        .status());
        assertEquals(
                2,
                run("ocsp fetch --cert mx.pem --issuer root.pem --out mx.ocsp").status());
        assertArrayEquals(old, Files.readAllBytes(directory.resolve("mx.ocsp")));
    }

    @Test
    void dhparamMakesShowsAndChecks() throws Exception {
        var made = run("dhparam --bits 512 --out dh.pem --progress");
        assertEquals(0, made.status());
        assertTrue(made.err().startsWith("Generating DH parameters, 512 bit long safe prime\n"), made.err());
        assertTrue(made.err().strip().endsWith("+*"), made.err());
        assertEquals(
                openSsl("dhparam -in dh.pem -noout -text"),
                run("dhparam --in dh.pem --text").out());
        var check = run("dhparam --in dh.pem --check");
        assertEquals(1, check.status());
        assertTrue(check.out().contains("modulus: a safe prime\ngenerator: of the prime order q"), check.out());
        assertTrue(check.err().contains("512 bits are too few"), check.err());
        assertEquals(0, run("dhparam --name ffdhe2048 --check").status());
        assertEquals(1, run("dhparam --name ike24 --check").status());
        assertTrue(run("dhparam --name ike14 --text").out().contains("GROUP: ike14"));
        assertEquals(2, run("dhparam --name nosuchgroup").status());
        assertEquals(2, run("dhparam --bits 100").status());
        assertEquals(2, run("dhparam").status());
        assertEquals(1, run("dhparam --in root.pem --check").status());
    }
}
