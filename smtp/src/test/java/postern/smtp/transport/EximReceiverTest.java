package postern.smtp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.route.MailHost;
import postern.smtp.transport.ClientRules.Language;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.HostReport.Use;
import postern.smtp.transport.HostReport.Verified;
import postern.smtp.transport.Transport.Insistence;
import postern.smtp.wire.Mailbox;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;
import postern.vectors.peer.Tool;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// A real Exim takes what our transport sends.
class EximReceiverTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TEXT = "Subject: from Postern\n\n.a dot\nlast line\n";

    @TempDir
    Path directory;

    private final MessageIds ids = new MessageIds(Clock.systemUTC(), 1);

    @Test
    void eximTakesVerifiedTlsAndSeveralMessagesOnOneConnection() throws Exception {
        var options = TlsOptions.OPPORTUNISTIC;
        var strict = options.with(options.use().requiredOf(TlsOptions.everybody()))
                .with(options.trust().in(TestPki.shared().root().toString()).verifying(TlsOptions.everybody()));
        int port = Ports.free();
        try (var exim = start(port);
                var transport = transport(strict)) {
            var host = new MailHost("localhost", "127.0.0.1", port);
            var uses = new ArrayList<Use>();
            for (int i = 0; i < 3; i++) {
                var fate = transport
                        .deliver(parcel(), List.of(host), Insistence.NOW)
                        .getFirst();
                assertInstanceOf(Ending.Delivered.class, fate.ending(), () -> fate + "\n" + exim.output());
                var report = fate.at().orElseThrow();
                assertEquals(Verified.YES, report.channel().orElseThrow().verified());
                assertTrue(report.channel().orElseThrow().cipher().startsWith("TLS1.3:"), report.toString());
                uses.add(report.use());
            }
            assertEquals(List.of(Use.NEW, Use.CONTINUED, Use.CONTINUED), uses);
            var log = Files.readString(directory.resolve("spool/log/mainlog"));
            assertEquals(3, log.split("P=esmtps X=TLS1.3:ECDHE_X25519__", -1).length - 1, log);
            assertEquals(3, bodies().size());
            assertTrue(bodies().getFirst().endsWith("\n.a dot\nlast line\n"), bodies().getFirst());
        }
    }

    @Test
    void eximSurvivesTheEndOfTlsBetweenTwoMessages() throws Exception {
        var options = TlsOptions.OPPORTUNISTIC;
        var noproxy = options.with(options.use()
                .requiredOf(TlsOptions.everybody())
                .with(new TlsOptions.Continuation(TlsOptions.nobody(), TlsOptions.everybody())));
        int port = Ports.free();
        try (var exim = start(port);
                var transport = transport(noproxy)) {
            var host = new MailHost("localhost", "127.0.0.1", port);
            for (int i = 0; i < 2; i++) {
                var fate = transport
                        .deliver(parcel(), List.of(host), Insistence.NOW)
                        .getFirst();
                assertInstanceOf(Ending.Delivered.class, fate.ending(), () -> fate + "\n" + exim.output());
            }
            assertEquals(2, bodies().size());
        }
    }

    private SmtpTransport transport(TlsOptions tls) {
        var options = SmtpTransport.Options.standard("remote", "client.test")
                .with(tls)
                .with(Language.SMTP);
        return new SmtpTransport(
                options,
                new SmtpTransport.Surroundings(
                        new MainLog(new StringWriter(), Clock.systemUTC()),
                        Clock.systemUTC(),
                        HostMemory.NONE,
                        new HostGate(10),
                        decision -> assertTrue(decision.toJson().startsWith("{\"time\":"))));
    }

    private Parcel parcel() {
        return new Parcel(
                ids.next(),
                Mailbox.parse("ann@a.example"),
                List.of(Mailbox.parse("bob@b.example")),
                new Delivery.Content(TEXT.length() + 4, Delivery.Body.SEVEN_BIT),
                () -> new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Exim gives up being root, so everything must be open to everybody.
    private PeerProcess start(int port) throws IOException {
        var exim = Tool.require("exim4");
        var files = TestPki.shared().files(Entry.RSA);
        var all = PosixFilePermissions.fromString("rwxrwxrwx");
        Files.setPosixFilePermissions(directory, all);
        for (var name : List.of("spool", "spool/log")) {
            Files.setPosixFilePermissions(Files.createDirectory(directory.resolve(name)), all);
        }
        var certificate = Files.copy(files.chain(), directory.resolve("cert.pem"));
        var key = Files.copy(files.key(), directory.resolve("key.pem"));
        for (var file : List.of(certificate, key)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        var configuration = Files.writeString(directory.resolve("exim.conf"), """
                spool_directory = %1$s/spool
                log_file_path = %1$s/spool/log/%%slog
                primary_hostname = mx.example.test
                tls_certificate = %1$s/cert.pem
                tls_privatekey = %1$s/key.pem
                tls_advertise_hosts = *
                queue_only
                daemon_smtp_ports = %2$d
                local_interfaces = 127.0.0.1
                acl_smtp_rcpt = all
                begin acl
                all:
                  accept
                begin routers
                """.formatted(directory, port));
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
        var server = PeerProcess.start(exim, "-C", configuration.toString(), "-bdf", "-oP", directory + "/pid");
        Ports.awaitListener(port, LIMIT);
        return server;
    }

    private List<String> bodies() throws IOException {
        try (var files = Files.list(directory.resolve("spool/input"))) {
            var bodies = new ArrayList<String>();
            for (var file : files.filter(name -> name.toString().endsWith("-D"))
                    .sorted()
                    .toList()) {
                bodies.add(Files.readString(file));
            }
            return bodies;
        }
    }
}
