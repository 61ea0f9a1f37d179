package postern.smtp.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.server.Entry;
import postern.tls.TlsConfig;
import postern.tls.pki.PeerVerifier;
import postern.vectors.pki.TestPki;

/// A server does what its configuration says.
class ConfiguredServerTest {
    private static final TlsConfig CLIENT =
            TlsConfig.builder().verifier(PeerVerifier.none()).build();

    @TempDir
    private Path directory;

    private static String tls(TestPki.Entry entry) {
        var files = TestPki.shared().files(entry);
        return "tls_certificate = " + files.chain() + "\ntls_privatekey = " + files.key() + "\n";
    }

    private static final String ENCRYPTED_ONLY = """
            tls_advertise_hosts = *
            acl_smtp_rcpt = check_rcpt
            begin acl
            check_rcpt:
              accept encrypted = *
              deny   message = TLS, please
            """;

    @Test
    void mailIsTakenOverTlsOnly() throws IOException, InterruptedException {
        try (var server = new ConfiguredServer(directory, tls(TestPki.Entry.P256) + ENCRYPTED_ONLY)) {
            try (var client = server.greeted()) {
                assertTrue(client.say("EHLO client.test").contains("STARTTLS"));
                client.say("MAIL FROM:<a@b.test>");
                assertEquals("550 TLS, please", client.say("RCPT TO:<c@d.test>"));
                assertEquals("220 TLS go ahead", client.say("STARTTLS"));
                client.secure(CLIENT);
                assertFalse(client.say("EHLO client.test").contains("STARTTLS"));
                client.say("MAIL FROM:<a@b.test>");
                assertEquals("250 Accepted", client.say("RCPT TO:<c@d.test>"));
                client.say("DATA");
                assertTrue(client.say("Subject: x\r\n\r\nbody\r\n.").startsWith("250 OK id="));
                assertEquals("221 mx.example.test closing connection", client.say("QUIT"));
            }
            server.awaitLog("H=(client.test) [127.0.0.1] F=<a@b.test> rejected RCPT <c@d.test>: TLS, please");
            server.awaitLog(" <= a@b.test H=(client.test) [127.0.0.1] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S=");
            assertTrue(
                    server.mail()
                            .getFirst()
                            .contains(
                                    "Received: from [127.0.0.1] (helo=client.test)\n\tby mx.example.test with esmtps"
                                            + " (TLS1.3:TLS_AES_256_GCM_SHA384:256)\n\t(Postern)\n\t(envelope-from <a@b.test>)\n\tid "));
        }
    }

    @Test
    void withoutAnAclForRecipientsThereAreNone() throws IOException {
        try (var server = new ConfiguredServer(directory, "");
                var client = server.greeted()) {
            assertFalse(client.say("EHLO client.test").contains("STARTTLS"), "tls_advertise_hosts is unset");
            assertEquals("503 STARTTLS command used when not advertised", client.say("STARTTLS"));
            client.say("MAIL FROM:<a@b.test>");
            assertEquals("550 Administrative prohibition", client.say("RCPT TO:<c@d.test>"));
        }
    }

    @Test
    void aMissingCertificateIs454AndThenNothingMore() throws IOException, InterruptedException {
        var text = "tls_advertise_hosts = *\ntls_certificate = " + directory + "/nosuch.pem\n";
        try (var server = new ConfiguredServer(directory, text);
                var client = server.greeted()) {
            client.say("EHLO client.test");
            assertEquals("454 TLS currently unavailable", client.say("STARTTLS"));
            assertEquals("554 Security failure", client.say("NOOP"));
            assertEquals("221 mx.example.test closing connection", client.say("QUIT"));
            server.awaitLog("TLS error on connection from (client.test) [127.0.0.1]"
                    + " (SSL_CTX_use_certificate_chain_file file=" + directory
                    + "/nosuch.pem): error:80000002:system library::No such file or directory");
        }
    }

    @Test
    void inGnuTlsDialectTheLogSpeaksGnuTls() throws IOException, InterruptedException {
        var text = "tls_dialect = gnutls\n" + tls(TestPki.Entry.P256) + ENCRYPTED_ONLY;
        try (var server = new ConfiguredServer(directory, text)) {
            deliverOverTls(server, "");
            server.awaitLog("X=TLS1.3:ECDHE_");
            server.awaitLog("__ECDSA_SECP256R1_SHA256__AES_256_GCM:256");
        }
    }

    private static void deliverOverTls(ConfiguredServer server, String sni) throws IOException {
        var config = TlsConfig.builder().verifier(PeerVerifier.none());
        if (!sni.isEmpty()) {
            config.serverNameIndication(sni);
        }
        try (var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("STARTTLS");
            client.secure(config.build());
            client.say("EHLO client.test");
            client.say("MAIL FROM:<a@b.test>");
            client.say("RCPT TO:<c@d.test>");
            client.say("DATA");
            client.say("Subject: x\r\n\r\nbody\r\n.");
            client.say("QUIT");
        }
    }

    @Test
    void certificatesAreChosenByServerName() throws IOException {
        var first = TestPki.shared().files(TestPki.Entry.P256);
        var other = TestPki.shared().files(TestPki.Entry.RSA);
        var text = "tls_certificate = ${if eq{$tls_in_sni}{alt.example.test}{%s}{%s}}\n"
                        .formatted(other.chain(), first.chain())
                + "tls_privatekey = ${if eq{$tls_in_sni}{alt.example.test}{%s}{%s}}\n"
                        .formatted(other.key(), first.key())
                + "tls_advertise_hosts = *\n";
        try (var server = new ConfiguredServer(directory, text)) {
            assertEquals("RSA", keyOfCertificate(server, "alt.example.test"));
            assertEquals("P-256", keyOfCertificate(server, "mx.example.test"));
            assertEquals("P-256", keyOfCertificate(server, ""));
        }
    }

    @Test
    void certificatesAreChosenByTheClientsAddress() throws IOException {
        var mine = TestPki.shared().files(TestPki.Entry.RSA);
        var text = "tls_certificate = ${if eq{$sender_host_address}{127.0.0.1}{%s}{/nosuch}}\n".formatted(mine.chain())
                + "tls_privatekey = " + mine.key() + "\ntls_advertise_hosts = *\n";
        try (var server = new ConfiguredServer(directory, text)) {
            assertEquals("RSA", keyOfCertificate(server, ""));
        }
    }

    private static String keyOfCertificate(ConfiguredServer server, String sni) throws IOException {
        var config = TlsConfig.builder().verifier(PeerVerifier.none());
        if (!sni.isEmpty()) {
            config.serverNameIndication(sni);
        }
        try (var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("STARTTLS");
            var session = client.secure(config.build());
            var key = session.peerCertificates().getFirst().publicKey().describe();
            return key.contains("RSA") ? "RSA" : key.contains("P-256") ? "P-256" : key;
        }
    }

    /// The rewrite that the refusal of a tainted name prints.
    @Test
    void aDirectoryVouchesForTheNameOfAFile() throws IOException {
        var first = TestPki.shared().files(TestPki.Entry.P256);
        var other = TestPki.shared().files(TestPki.Entry.RSA);
        var certificates = Files.createDirectories(directory.resolve("certs"));
        var both = Files.readString(other.chain()) + Files.readString(other.key());
        Files.writeString(certificates.resolve("alt.example.test.pem"), both);
        Files.writeString(
                certificates.resolve("default.pem"), Files.readString(first.chain()) + Files.readString(first.key()));
        var text = "tls_advertise_hosts = *\ntls_certificate = ${lookup {$tls_in_sni.pem} dsearch,ret=full {"
                + certificates + "} {$value}{" + certificates + "/default.pem}}\n";
        try (var server = new ConfiguredServer(directory, text)) {
            assertEquals("RSA", keyOfCertificate(server, "alt.example.test"));
            assertEquals("P-256", keyOfCertificate(server, "unknown.example.test"));
            assertEquals("P-256", keyOfCertificate(server, ""));
        }
    }

    @Test
    void aNameFromTheClientNeverBecomesAFileName() throws IOException, InterruptedException {
        var text = "tls_certificate = ${if def:tls_in_sni {/etc/certs/$tls_in_sni.pem}{"
                + TestPki.shared().files(TestPki.Entry.P256).chain() + "}}\ntls_privatekey = "
                + TestPki.shared().files(TestPki.Entry.P256).key() + "\ntls_advertise_hosts = *\n";
        try (var server = new ConfiguredServer(directory, text)) {
            try {
                keyOfCertificate(server, "../../etc/passwd");
            } catch (IOException | IllegalArgumentException e) {
                // No handshake with it, or no such name can be sent.
            }
            try {
                keyOfCertificate(server, "evil.example.test");
            } catch (IOException e) {
                // The alert.
            }
            server.awaitLog("Tainted filename '/etc/certs/evil.example.test.pem' in tls_certificate");
            server.awaitLog("${lookup {$tls_in_sni.pem} dsearch,ret=full {/etc/certs}");
        }
    }

    @Test
    void everyStepCanBeRefused() throws IOException, InterruptedException {
        var text = """
                acl_smtp_helo = helo
                acl_smtp_mail = mail
                acl_smtp_rcpt = accept
                acl_smtp_predata = predata
                acl_smtp_data = data
                acl_smtp_vrfy = deny message = not here
                acl_smtp_quit = accept message = bye
                acl_smtp_notquit = warn logwrite = gone: $smtp_notquit_reason
                begin acl
                helo:
                  drop   condition = ${if eq{$sender_helo_name}{drop.test}}
                         message = go away
                  defer  condition = ${if eq{$sender_helo_name}{defer.test}}
                  accept message = welcome
                mail:
                  require message = 553 5.1.8 no\\nsuch sender
                          senders = !bad@example.test
                  discard senders = hole@example.test
                  warn    set acl_m_x = $sender_address
                          add_header = X-Sender: $acl_m_x
                  accept
                predata:
                  deny    senders = nodata@example.test
                  accept
                data:
                  deny    condition = ${if match{$message_headers}{Evil:}}
                          log_message = evil header
                  accept
                """;
        try (var server = new ConfiguredServer(directory, text)) {
            try (var client = server.greeted()) {
                assertEquals("451 Temporary local problem - please try later", client.say("EHLO defer.test"));
                assertTrue(client.say("EHLO client.test").startsWith("250 welcome / "));
                assertEquals("550 not here", client.say("VRFY x"));
                assertEquals("553 5.1.8 no / such sender", client.say("MAIL FROM:<bad@example.test>"));
                client.say("MAIL FROM:<nodata@example.test>");
                client.say("RCPT TO:<c@d.test>");
                assertEquals("550 Administrative prohibition", client.say("DATA"));
                client.say("RSET");
                send(client, "hole@example.test", "Subject: x");
                send(client, "good@example.test", "Subject: x");
                assertEquals("550 Administrative prohibition", send(client, "good@example.test", "Evil: x"));
                assertEquals("221 bye", client.say("QUIT"));
            }
            try (var client = server.greeted()) {
                assertEquals("550 go away", client.say("EHLO drop.test"));
                assertEquals("EOF", client.reply());
            }
            server.greeted().close();
            server.awaitLog("gone: connection-lost");
            server.awaitLog("H=(defer.test) [127.0.0.1] temporarily rejected EHLO or HELO defer.test");
            server.awaitLog("F=<good@example.test> rejected after DATA: evil header");
            server.awaitLog("=> blackhole");
            assertEquals(1, server.mail().size());
            assertTrue(server.mail().getFirst().contains("\nX-Sender: good@example.test\nSubject: x\n"));
        }
    }

    private static String send(postern.smtp.server.RawClient client, String sender, String header) throws IOException {
        client.say("MAIL FROM:<" + sender + ">");
        client.say("RCPT TO:<c@d.test>");
        client.say("DATA");
        return client.say(header + "\r\n\r\nbody\r\n.");
    }

    @Test
    void tlsOnConnectSpeaksTlsAtOnce() throws IOException, InterruptedException {
        var text = "log_selector = +tls_on_connect\n" + tls(TestPki.Entry.RSA) + "acl_smtp_rcpt = accept\n";
        try (var server = new ConfiguredServer(directory, text)) {
            int port = server.listen(Entry.TLS);
            try (var client = new postern.smtp.server.RawClient(port)) {
                client.secure(CLIENT);
                assertTrue(client.reply().startsWith("220 mx.example.test ESMTP Postern "));
                client.say("EHLO client.test");
                send(client, "a@b.test", "Subject: x");
                client.say("QUIT");
            }
            server.awaitLog("P=essmtp X=TLS1.3");
        }
    }

    @Test
    void jsonLinesWhenAsked() throws IOException, InterruptedException {
        var text = "log_format = json\nacl_smtp_rcpt = accept\n";
        try (var server = new ConfiguredServer(directory, text)) {
            try (var client = server.greeted()) {
                client.say("EHLO client.test");
                send(client, "a@b.test", "Subject: x");
                client.say("QUIT");
            }
            server.awaitLog(
                    "\"event\":\"accepted\",\"address\":\"a@b.test\",\"H\":\"(client.test) [127.0.0.1]\",\"P\":\"esmtp\"");
            assertTrue(server.log().lines().allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("\"}")));
        }
    }

    @Test
    void theFlattenedFormOfTheChaptersExampleIsNotLegal() throws IOException {
        var file = Files.writeString(directory.resolve("flat.conf"), """
                primary_hostname = mx.example.test
                tls_require_ciphers = ${if =={$received_port}{25}\\ {DEFAULT}\\ {HIGH:!MD5:!SHA1}}
                """);
        var configuration = postern.smtp.config.ConfigParser.parse(file, java.util.Map.of());
        var fatal = new ConfigurationCheck(configuration)
                .findings().stream().filter(ConfigurationCheck.Finding::isFatal).toList();
        assertFalse(fatal.isEmpty());
        assertTrue(fatal.getFirst().words().contains("flat.conf line 2: tls_require_ciphers"), fatal.toString());
        assertTrue(fatal.getFirst().words().contains("must be the last character of its line"), fatal.toString());
    }
}
