package postern.smtp.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.config.ConfigException;
import postern.smtp.config.ConfigParser;
import postern.smtp.config.Configuration;
import postern.smtp.log.MainLog;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageIds;
import postern.smtp.message.Peer;
import postern.smtp.queue.QueueRunner.Scope;
import postern.smtp.route.Route;
import postern.smtp.route.RouteChain;
import postern.smtp.route.RouteQuestion;
import postern.smtp.route.RouteQuestion.Purpose;
import postern.smtp.server.ServerLimits;
import postern.smtp.server.TestServer;
import postern.smtp.server.TestTls;
import postern.smtp.spool.MessageStore;
import postern.smtp.transport.ScriptedServer;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// A queue as a configuration describes it: routers and transports in Exim's language.
class ConfiguredQueueTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    private final StringWriter log = new StringWriter();
    private final MessageIds ids = new MessageIds(CLOCK, 1);

    @Test
    void mailGoesWhereTheRoutersSay() throws IOException {
        var server = new TestServer(
                directory.resolve("remote"), ServerLimits.STANDARD, Optional.of(TestTls.server(Entry.P256)));
        try (server;
                var queue = open(routing(server.port()))) {
            take(queue, "bob@far.example", "root@here.example", "none@here.example", "no@here.example");
            queue.runner().run(Scope.DUE);
            awaitEmptySpool(); // the report goes out in the background
            assertTrue(server.onlyMessage().contains("Subject: hi"), log.toString());
            assertEquals(2, list("local/new").size(), log.toString());
            for (var line : List.of(
                    " => bob@far.example R=far T=remote H=localhost [127.0.0.1]:",
                    " CV=yes ",
                    " => admin@here.example <root@here.example> R=local T=box",
                    " => :blackhole: <none@here.example>",
                    " ** no@here.example R=aliases: not today, thank you",
                    " => ann@here.example R=local T=box")) {
                assertTrue(log.toString().contains(line), line + " is not in\n" + log);
            }
            var decision = Files.readString(directory.resolve("spool/tls-decisions.json"));
            assertTrue(decision.contains("\"tls\":\"verified\""), decision);
        }
    }

    @Test
    void tlsThatIsRequiredAndNotThereKeepsTheMessage() throws IOException {
        try (var server = new TestServer(directory.resolve("remote"), ServerLimits.STANDARD);
                var queue = open(routing(server.port()))) {
            take(queue, "bob@far.example");
            queue.runner().run(Scope.DUE);
            assertTrue(
                    log.toString()
                            .contains("defer (-38) H=localhost [127.0.0.1]:" + server.port()
                                    + ": a TLS session is required, but the server did not offer TLS support"),
                    log.toString());
            assertEquals(List.of(), server.mail());
            assertEquals(
                    1,
                    list("spool/input").stream()
                            .filter(name -> name.endsWith("-H"))
                            .count());
        }
    }

    @Test
    void whatComesFromOutsideIsNoFileName() throws IOException {
        var text = """
                begin routers
                local:
                  driver = accept
                  transport = box
                begin transports
                box:
                  driver = appendfile
                  file = %s/$local_part
                """.formatted(directory);
        try (var queue = open(text)) {
            take(queue, "bob@here.example");
            queue.runner().run(Scope.DUE);
            assertTrue(log.toString().contains("Tainted '" + directory + "/bob'"), log.toString());
        }
    }

    @Test
    void lmtpIsSpokenToTheHostsOfTheTransport() throws IOException {
        var script = List.of("220 hi", "250 lmtp", "250 sender", "250 recipient", "354 go on", "250 kept", "221 bye");
        try (var server = new ScriptedServer(script);
                var queue = open("""
                        begin routers
                        all:
                          driver = accept
                          transport = store
                        begin transports
                        store:
                          driver = smtp
                          protocol = lmtp
                          hosts = 127.0.0.1
                          port = %d
                        """.formatted(server.address().getPort()))) {
            take(queue, "bob@here.example");
            queue.runner().run(Scope.DUE);
            assertEquals("LHLO here.example", server.heard().getFirst());
            assertTrue(log.toString().contains(" => bob@here.example R=all T=store H=127.0.0.1 "), log.toString());
            assertTrue(log.toString().contains(" C=\"250 kept\""), log.toString());
        }
    }

    @Test
    void localUsersAreFoundAndIgnoredHostsAreNot() throws IOException {
        var text = """
                begin routers
                users:
                  driver = accept
                  check_local_user
                  transport = remote
                others:
                  driver = manualroute
                  route_list = * 127.0.0.1
                  ignore_target_hosts = 127.0.0.0/8
                  transport = remote
                begin transports
                remote:
                  driver = smtp
                """;
        try (var queue = open(text)) {
            assertEquals("users", leaf(queue, "Root@here.example").router());
            var other = leaf(queue, "no-such-user@here.example");
            assertEquals("others", other.router());
            assertInstanceOf(Route.Defer.class, other.route());
        }
    }

    private static RouteChain.Leaf leaf(ConfiguredQueue queue, String address) {
        var question = new RouteQuestion(Mailbox.parse(address), new ReversePath.Nobody(), Purpose.DELIVER);
        return queue.runner().routes().route(question).getFirst();
    }

    @Test
    void pipesAreRefusedClearly() {
        var text = "begin transports\np:\n  driver = pipe\n  command = /bin/true\n";
        var e = assertThrows(ConfigException.class, () -> open(text));
        assertTrue(String.valueOf(e.getMessage()).contains("not supported by Postern"), e.getMessage());
    }

    private String routing(int port) {
        return """
                begin routers
                far:
                  driver = manualroute
                  domains = !here.example
                  transport = remote
                  route_list = * localhost::%2$d byname
                aliases:
                  driver = redirect
                  data = ${lookup {$local_part} lsearch {%1$s/aliases}}
                  allow_fail
                local:
                  driver = accept
                  transport = box
                begin transports
                remote:
                  driver = smtp
                  hosts_require_tls = *
                  tls_verify_certificates = %3$s
                  tls_verify_hosts = *
                box:
                  driver = appendfile
                  directory = %1$s/local
                  maildir_format
                """.formatted(directory, port, TestPki.shared().root());
    }

    private ConfiguredQueue open(String rest) throws IOException {
        Files.writeString(
                directory.resolve("aliases"),
                "root: admin@here.example\nnone: :blackhole:\nno: :fail: not today, thank you\n");
        var text = "primary_hostname = here.example\nspool_directory = " + directory + "/spool\n" + rest
                + "begin retry\n* * F,2h,15m\n";
        var file = Files.writeString(directory.resolve("conf"), text);
        Configuration configuration = ConfigParser.parse(file, Map.of());
        Files.createDirectories(directory.resolve("spool"));
        return ConfiguredQueue.open(configuration, new ConfiguredQueue.Tools(new MainLog(log, CLOCK), CLOCK, ids));
    }

    private void take(ConfiguredQueue queue, String... recipients) throws IOException {
        var to = new ArrayList<ForwardPath>();
        for (var recipient : recipients) {
            to.add(Mailbox.parse(recipient));
        }
        var envelope = new Envelope(Mailbox.parse("ann@here.example"), to);
        var arrival = new Arrival(new Peer("192.0.2.1", 4711), Optional.empty(), Optional.empty());
        var acceptance = new MessageStore.Acceptance(ids.next(), arrival, envelope, CLOCK.instant());
        try (var message = queue.store().begin(acceptance)) {
            var octets = "Subject: hi\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
            message.write(octets, 0, octets.length);
            message.commit();
        }
    }

    private void awaitEmptySpool() throws IOException {
        for (int i = 0; i < 500 && list("spool/input").stream().anyMatch(name -> name.endsWith("-H")); i++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private List<String> list(String name) throws IOException {
        try (var files = Files.list(directory.resolve(name))) {
            return files.map(Path::toString).toList();
        }
    }
}
