package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.server.ServerLimits;
import postern.smtp.server.TestServer;
import postern.smtp.server.TestTls;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// A daemon with routers, from a client's `250` to the mailbox and the next server; and what of its configuration
/// is refused.
class RoutedDaemonTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("listening for SMTP on \\[127\\.0\\.0\\.1]:(\\d+)");

    private static final String CLIENT = """
            import smtplib, ssl, sys
            trust = ssl.create_default_context(cafile=sys.argv[2])
            s = smtplib.SMTP("127.0.0.1", int(sys.argv[1]))
            s._host = "localhost"
            s.starttls(context=trust)
            s.sendmail("ann@here.test", ["bob@here.test", "cid@far.test"], "Subject: routed\\n\\n.one\\n")
            s.quit()
            """;

    @TempDir
    private Path directory;

    private String configuration(int local, int remote) throws IOException {
        var files = TestPki.shared().files(Entry.P256);
        return Files.writeString(directory.resolve("t.conf"), """
                primary_hostname = mx.here.test
                spool_directory = %1$s
                daemon_smtp_ports = %2$d
                local_interfaces = 127.0.0.1
                tls_advertise_hosts = *
                tls_certificate = %4$s
                tls_privatekey = %5$s
                acl_smtp_rcpt = accept
                domainlist ours = here.test
                begin routers
                far:
                  driver = manualroute
                  domains = ! +ours
                  route_list = * "${if eq{$domain}{far.test}{localhost::%3$d}}" randomize byname
                  transport = remote
                  no_more
                users:
                  driver = accept
                  local_parts = bob : root
                  transport = boxes
                begin transports
                boxes:
                  driver = appendfile
                  directory = %1$s/box
                  maildir_format
                remote:
                  driver = smtp
                  hosts_require_tls = ${if eq{$host}{localhost}{localhost}{}}
                  tls_sni = $host
                  tls_verify_certificates = ${if match_ip{$host_address}{127.0.0.0/8}{%6$s}{/nowhere}}
                  tls_verify_hosts = *
                  tls_certificate = %4$s
                  tls_privatekey = %5$s
                  tls_require_ciphers = ${if eq{$host}{localhost}{ECDHE+AESGCM}{NOTHING}}
                begin retry
                * * F,1h,10m
                """.formatted(
                                directory,
                                local,
                                remote,
                                files.chain(),
                                files.key(),
                                TestPki.shared().root()))
                .toString();
    }

    @Test
    void mailReachesTheMailboxAndTheNextServer() throws Exception {
        try (var next = nextServer();
                var daemon = daemon(configuration(Ports.free(), next.port()))) {
            var port = daemon.awaitMatch(LISTENING, LIMIT).group(1);
            PeerProcess.run(
                            LIMIT,
                            "",
                            "python3",
                            "-c",
                            CLIENT,
                            port,
                            TestPki.shared().root().toString())
                    .orThrow();
            var log = awaitLog(" Completed");
            assertEquals(
                    "Subject: routed\n\n.one\n", next.onlyMessage().replaceFirst("(?s)^Received: .*?\n(?! |\t)", ""));
            assertTrue(next.log().contains(" <= ann@here.test "), next.log());
            assertEquals(1, count("box/new"));
            var id = log.replaceFirst("(?s).*? (\\S+) <= ann@here\\.test H=.* P=esmtps X=TLS1\\.3:.*", "$1");
            assertEquals(23, id.length(), log);
            assertTrue(log.contains(" " + id + " => bob@here.test R=users T=boxes\n"), log);
            assertTrue(
                    Pattern.compile(" " + id + " => cid@far\\.test R=far T=remote H=localhost \\[127\\.0\\.0\\.1]:"
                                    + next.port() + " X=TLS1\\.\\d:\\S+ CV=yes DN=\"[^\"]+\" C=\"250 ")
                            .matcher(log)
                            .find(),
                    log);
            assertTrue(log.contains(" " + id + " Completed\n"), log);
            assertEquals(
                    "",
                    EximRun.of("-bp", "-C", directory.resolve("t.conf").toString())
                            .out());
        }
    }

    @Test
    void aSessionOnStandardInputFillsTheQueueToo() throws IOException {
        var file = configuration(Ports.free(), Ports.free());
        session(file, "bob@here.test", "cid@far.test", "no@here.test");
        assertEquals(1, count("box/new"));
        EximRun.of("-q", "-C", file);
        assertEquals(2, count("box/new"), "the message, and the report that nobody is called \"no\"");
        var log = log();
        assertTrue(log.contains(" ** no@here.test: Unrouteable address\n"), log);
        assertTrue(log.contains(" == cid@far.test R=far T=remote defer ("), log);
        var queue = EximRun.of("-bp", "-C", file);
        assertTrue(
                queue.out().contains("<bob@here.test>\n        D bob@here.test\n          cid@far.test\n"),
                queue.out());
        var id = queue.out().strip().split("\\s+")[2];
        assertEquals(0, EximRun.of("-Mrm", id, "-C", file).status());
        assertEquals("", EximRun.of("-bp", "-C", file).out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            accept      ; transport = nowhere                        ; transport "nowhere" not found in r router
            accept      ; transport = t|require_files = /x           ; require_files has no effect: it is not supported
            accept      ; transport = t|local_part_suffix = -*       ; local_part_suffix has no effect: it is not supported
            accept      ; transport = t|more = ${if eq{a}{b}{no}}    ; is neither yes, no, true nor false
            redirect    ; file = /x                                  ; file has no effect: it is not supported
            manualroute ; transport = t                              ; needs either route_list or route_data
            manualroute ; transport = t|route_list = * a.test other  ; route_list: "other" is not supported by Postern
            manualroute ; transport = t|route_list = a.test          ; domains and hosts expected in "a.test"
            """)
    void whatIsNotThereIsRefused(String driver, String options, String words) throws IOException {
        refused("begin routers|r:|driver = " + driver + "|" + options + "|begin transports|t:|driver = smtp", words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            hosts_require_dane = *       ; hosts_require_dane has no effect: it is not supported
            protocol = qmtp              ; protocol = qmtp: smtp, smtps or lmtp expected
            protocol = $host             ; protocol is the same for all hosts in Postern: no $host
            helo_data = $host_address    ; helo_data is the same for all hosts in Postern: no $host
            """)
    void whatTransportsCannotDoIsRefused(String option, String words) throws IOException {
        refused("begin routers|r:|driver = accept|transport = t|begin transports|t:|driver = smtp|" + option, words);
    }

    @Test
    void whatDoesNothingIsTold() throws IOException {
        var text = "begin routers|r:|driver = accept|transport = t|address_data = x|begin transports|t:|driver = smtp";
        var told = EximRun.of("-bV", "-C", broken(text));
        assertTrue(
                told.out().contains(": address_data has no effect: the queue and its drivers do without it"),
                told.out());
    }

    private void refused(String text, String words) throws IOException {
        var file = broken(text);
        var told = EximRun.of("-bV", "-C", file);
        assertEquals(1, told.status(), told.out());
        assertTrue((told.out() + told.err()).contains(words), told.toString());
        var started = EximRun.of("-bs", "-C", file);
        assertEquals(1, started.status());
        assertTrue(started.err().contains(words), started.err());
    }

    private String broken(String text) throws IOException {
        return Files.writeString(
                        directory.resolve("b.conf"),
                        "primary_hostname = mx.here.test\nspool_directory = " + directory + "\nacl_smtp_rcpt = accept\n"
                                + text.replace('|', '\n') + "\n")
                .toString();
    }

    private TestServer nextServer() {
        return new TestServer(
                directory.resolve("next"), ServerLimits.STANDARD, Optional.of(TestTls.server(Entry.P256)));
    }

    private static PeerProcess daemon(String file) {
        return PeerProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "postern.smtp.cli.Main",
                "-bdf",
                "-C",
                file);
    }

    private static void session(String file, String... recipients) {
        var input = new StringBuilder("EHLO x\r\nMAIL FROM:<bob@here.test>\r\n");
        for (var recipient : recipients) {
            input.append("RCPT TO:<").append(recipient).append(">\r\n");
        }
        input.append("DATA\r\nSubject: x\r\n\r\nbody\r\n.\r\nQUIT\r\n");
        var out = new ByteArrayOutputStream();
        var words = new StringWriter();
        var streams = new Streams(
                new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.ISO_8859_1)),
                new PrintWriter(words),
                new PrintWriter(words),
                out);
        assertEquals(0, new EximCommandLine(streams).run(List.of("-bs", "-C", file)), words.toString());
        var heard = out.toString(StandardCharsets.ISO_8859_1);
        assertTrue(heard.contains("\r\n250 OK id="), heard);
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log/mainlog"));
    }

    private String awaitLog(String text) throws Exception {
        for (int i = 0; i < 1000 && !log().contains(text); i++) {
            Thread.sleep(10);
        }
        assertTrue(log().contains(text), log());
        return log();
    }

    /// Files with mail in them: locks do not count.
    private long count(String name) throws IOException {
        if (!Files.exists(directory.resolve(name))) {
            return 0;
        }
        try (var files = Files.list(directory.resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !name.equals("input") || file.matches(".*-[HDJ]"))
                    .count();
        }
    }
}
