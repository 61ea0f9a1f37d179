package postern.smtp.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.smtp.server.RawClient;
import postern.tls.TlsConfig;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PeerVerifier;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// `tls_verify_hosts`, `tls_try_verify_hosts`, and what lists and logs learn from certificates, in both dialects.
class ClientCertificatesTest {
    @TempDir
    private Path directory;

    private static String configuration(String dialect, String option) {
        var files = TestPki.shared().files(Entry.P256);
        return """
                tls_dialect = %s
                tls_advertise_hosts = *
                tls_certificate = %s
                tls_privatekey = %s
                tls_verify_certificates = %s
                %s = 127.0.0.0/8
                log_selector = +tls_peerdn
                acl_smtp_rcpt = check_rcpt
                acl_smtp_mail = warn logwrite = peer=$tls_in_peerdn verified=$tls_in_certificate_verified
                begin acl
                check_rcpt:
                  require message = no: $acl_verify_message
                          verify = certificate
                  accept
                """.formatted(
                        dialect, files.chain(), files.key(), TestPki.shared().root(), option);
    }

    private static TlsConfig client(Entry entry) throws IOException {
        var files = TestPki.shared().files(entry);
        try (var key = Secret.adopt(Files.readAllBytes(files.key()))) {
            return TlsConfig.builder()
                    .versions(ProtocolVersion.TLS12)
                    .verifier(PeerVerifier.none())
                    .credential(new Credential(
                            Certificate.readFile(files.chain()),
                            PrivateKey.fromPem(key, files.key().toString())))
                    .build();
        }
    }

    private static final TlsConfig NO_CERTIFICATE = TlsConfig.builder()
            .versions(ProtocolVersion.TLS12)
            .verifier(PeerVerifier.none())
            .build();

    private static RawClient secured(ConfiguredServer server, TlsConfig config) throws IOException {
        var client = server.greeted();
        client.say("EHLO client.test");
        client.say("STARTTLS");
        client.secure(config);
        client.say("EHLO client.test");
        return client;
    }

    private static String deliver(RawClient client) throws IOException {
        assertEquals("250 OK", client.say("MAIL FROM:<a@b.test>").replace("550 Administrative prohibition", "250 OK"));
        var reply = client.say("RCPT TO:<c@d.test>");
        if (reply.startsWith("250")) {
            client.say("DATA");
            client.say("Subject: x\r\n\r\nbody\r\n.");
        }
        return reply;
    }

    @Test
    void whoTriesIsLetInAndTold() throws IOException, InterruptedException {
        var text = configuration("openssl", "tls_try_verify_hosts").replace("warn logwrite", "accept logwrite");
        try (var server = new ConfiguredServer(directory, text)) {
            try (var client = secured(server, client(Entry.CLIENT))) {
                assertEquals("250 Accepted", deliver(client));
            }
            server.awaitLog(" CV=yes DN=\"/CN=localhost/O=Postern\"");
            try (var client = secured(server, client(Entry.UNTRUSTED))) {
                assertEquals("550 no: no verified certificate", deliver(client));
            }
            server.awaitLog(
                    " CV=no DN=\"/CN=localhost/O=Postern\" F=<a@b.test> rejected RCPT <c@d.test>: no: no verified certificate");
            try (var client = secured(server, NO_CERTIFICATE)) {
                assertEquals("550 no: no verified certificate", deliver(client));
            }
            server.awaitLog("peer= verified=0");
        }
    }

    @Test
    void gnuTlsPrintsNamesItsOwnWay() throws IOException, InterruptedException {
        var text = configuration("gnutls", "tls_try_verify_hosts").replace("warn logwrite", "accept logwrite");
        try (var server = new ConfiguredServer(directory, text);
                var client = secured(server, client(Entry.CLIENT))) {
            assertEquals("250 Accepted", deliver(client));
            server.awaitLog("peer=CN=localhost,O=Postern verified=1");
            server.awaitLog(" CV=yes DN=\"CN=localhost,O=Postern\"");
        }
    }

    @Test
    void whoMustAndCannotIsTurnedAway() throws IOException, InterruptedException {
        try (var server = new ConfiguredServer(directory, configuration("openssl", "tls_verify_hosts"))) {
            assertThrows(IOException.class, () -> secured(server, NO_CERTIFICATE));
            assertThrows(IOException.class, () -> secured(server, client(Entry.UNTRUSTED)));
            server.awaitLog("TLS error on connection from (client.test) [127.0.0.1] (SSL_accept): ");
            assertFalse(server.log().contains(" <= "));
        }
    }

    /// An OpenSSL build of Exim goes on in clear, to say no; a GnuTLS build closes.
    @Test
    void afterAFailedHandshakeTheDialectsDiffer() throws IOException {
        try (var server = new ConfiguredServer(directory, configuration("openssl", "tls_verify_hosts"));
                var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("STARTTLS");
            client.send("NOOP, and no TLS at all\r\n");
            client.socket().getInputStream().read(); // an alert
            client.socket().getInputStream().readNBytes(6);
            assertEquals("554 Security failure", client.say("NOOP"));
            var replies = client.say("QUIT") + client.reply();
            assertTrue(replies.contains("221 mx.example.test closing connection"), replies);
        }
        var other = Files.createDirectories(directory.resolve("gnutls"));
        try (var server = new ConfiguredServer(other, configuration("gnutls", "tls_verify_hosts"));
                var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("STARTTLS");
            client.send("NOOP, and no TLS at all\r\n");
            client.socket().getInputStream().readNBytes(7);
            assertEquals(-1, client.socket().getInputStream().read());
        }
    }
}
