package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Tool;
import postern.vectors.pki.TestPki;

/// `-bdf` in a process of its own, with a configuration file and `openssl s_client`, in both dialects.
class ConfiguredDaemonTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile(
            "listening for SMTP on \\[127\\.0\\.0\\.1]:(\\d+) and for SMTPS on \\[127\\.0\\.0\\.1]:(\\d+)");

    @TempDir
    private Path directory;

    private Path configuration(String dialect, String ciphers) throws IOException {
        var files = TestPki.shared().files(TestPki.Entry.RSA);
        int tlsPort = postern.vectors.peer.Ports.free();
        return Files.writeString(directory.resolve("t.conf"), """
                primary_hostname = mx.example.test
                spool_directory = %s
                tls_dialect = %s
                daemon_smtp_ports = %d : %d
                tls_on_connect_ports = %d
                local_interfaces = 127.0.0.1
                tls_advertise_hosts = *
                tls_certificate = %s
                tls_privatekey = %s
                log_selector = +tls_sni +tls_peerdn +incoming_interface
                %s
                acl_smtp_rcpt = check_rcpt
                begin acl
                check_rcpt:
                  accept encrypted = *
                  deny message = TLS, please
                """.formatted(
                        directory,
                        dialect,
                        postern.vectors.peer.Ports.free(),
                        tlsPort,
                        tlsPort,
                        files.chain(),
                        files.key(),
                        ciphers));
    }

    private static PeerProcess daemon(Path file) {
        return PeerProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "postern.smtp.cli.Main",
                "-bdf",
                "-C",
                file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl|tls_require_ciphers = ${if =={$received_port}{25}\\\n    {DEFAULT}\\\n    {HIGH:!MD5:!SHA1}}"
                        + "|X=TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256 SNI=mx.example.test S=",
                "gnutls|tls_require_ciphers = ${if =={$received_port}{25}\\\n    {NORMAL:%COMPAT}\\\n    {SECURE128}}"
                        + "|X=TLS1.2:ECDHE_X25519__RSA_",
            })
    void opensslDeliversBothWays(String dialectCiphersLog) throws IOException {
        var parts = dialectCiphersLog.split("\\|", 3);
        try (var daemon = daemon(configuration(parts[0], parts[1]))) {
            var listening = daemon.awaitMatch(LISTENING, LIMIT);
            deliver("127.0.0.1:" + listening.group(1), List.of("-starttls", "smtp"));
            deliver("127.0.0.1:" + listening.group(2), List.of());
            var log = Files.readString(directory.resolve("log/mainlog"));
            assertEquals(
                    2,
                    log.lines()
                            .filter(line -> line.contains(" P=esmtps " + parts[2]))
                            .count(),
                    log);
            assertTrue(
                    log.contains(" <= a@b.test H=(client.test) [127.0.0.1] I=[127.0.0.1]:" + listening.group(1)), log);
            assertTrue(Files.exists(directory.resolve("postern.pid")));
            ProcessHandle.of(daemon.pid()).ifPresent(ProcessHandle::destroy);
            daemon.awaitExit(LIMIT);
            assertTrue(Files.notExists(directory.resolve("postern.pid")));
        }
    }

    private static void deliver(String where, List<String> more) {
        var command = new ArrayList<>(List.of(
                Tool.require("openssl"),
                "s_client",
                "-connect",
                where,
                "-crlf",
                "-quiet",
                "-servername",
                "mx.example.test",
                "-tls1_2",
                "-cipher",
                "ECDHE-RSA-AES256-GCM-SHA384",
                "-groups",
                "X25519"));
        command.addAll(more);
        try (var client = PeerProcess.start(command.toArray(String[]::new))) {
            client.send("EHLO client.test\n");
            client.await("250 HELP", LIMIT);
            client.send("MAIL FROM:<a@b.test>\n");
            client.await("250 OK", LIMIT);
            client.send("RCPT TO:<c@d.test>\n");
            client.await("250 Accepted", LIMIT);
            client.send("DATA\n");
            client.await("354", LIMIT);
            client.send("Subject: x\n\nbody\n.\n");
            client.await("250 OK id=", LIMIT);
            client.send("QUIT\n");
            client.await("221", LIMIT);
        }
    }

    @Test
    void aBrokenConfigurationDoesNotStart() throws IOException {
        var run = EximRun.of(
                "-bdf",
                "-C",
                configuration("openssl", "tls_require_ciphers = NOTHING").toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("tls_require_ciphers invalid"), run.err());
    }
}
