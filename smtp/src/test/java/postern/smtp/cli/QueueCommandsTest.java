package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.message.MessageIds;
import postern.smtp.spool.DiskFiles;
import postern.smtp.spool.Spool;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.wire.Mailbox;

class QueueCommandsTest {
    @TempDir
    Path directory;

    private final MessageIds ids = new MessageIds(Clock.systemUTC(), 1);

    @Test
    void theQueueIsListedAsEximDoes() throws IOException {
        assertEquals("", run("-bp"));
        var id = add();
        try (var claim = spool().claim(id).orElseThrow()) {
            claim.done(Set.of("bob@b.example"));
        }
        assertEquals(
                " 25m    21 " + id + " <ann@a.example>\n        D bob@b.example\n          cid@c.example\n\n",
                run("-bp"));
        assertEquals("1\n", run("-bpc"));
        run("-Mf", id.text());
        assertTrue(run("-bp").contains(id + " <ann@a.example> *** frozen ***\n"));
    }

    @Test
    void messagesAreShown() throws IOException {
        var id = add();
        assertTrue(run("-Mvh", id.text()).startsWith(id + "-H\npostern 0 0\n<ann@a.example>\n"));
        assertEquals(id + "-D\nbody\n", run("-Mvb", id.text()));
        assertEquals("Subject: a test\n\nbody\n", run("-Mvc", id.text()));
        run("-Mf", id.text());
        assertTrue(run("-Mvl", id.text()).contains(id + " frozen by "));
    }

    @Test
    void frozenMessagesWaitUntilTheyAreThawedOrForced() throws IOException {
        var id = add();
        assertEquals("Message " + id + " is now frozen\n", run("-Mf", id.text()));
        run("-q");
        run("-qf");
        assertEquals(0, delivered());
        assertEquals("Message " + id + " is no longer frozen\n", run("-Mt", id.text()));
        run("-q");
        assertEquals(1, delivered());
        var second = add();
        run("-Mf", second.text());
        run("-qff");
        assertEquals(2, delivered());
        assertEquals("", run("-bp"));
    }

    @Test
    void oneMessageIsDeliveredOrRemoved() throws IOException {
        var first = add();
        var second = add();
        run("-M", first.text());
        assertEquals(1, delivered());
        assertEquals("Message " + second + " has been removed\n", run("-Mrm", second.text()));
        assertEquals("", run("-bp"));
        var log = Files.readString(directory.resolve("log/mainlog"));
        assertTrue(log.contains(first + " => bob@b.example R=everybody T=maildir\n"), log);
        assertTrue(log.contains(first + " -> cid@c.example R=everybody T=maildir\n"), log);
        assertTrue(log.contains(second + " removed by "), log);
    }

    @Test
    void whatIsNotThereIsAnAnswerToo() throws IOException {
        var id = ids.next();
        for (var verb : List.of("-M", "-Mrm", "-Mvh", "-Mvb", "-Mf", "-Mt")) {
            assertEquals(1, status(verb, id.text()), verb);
        }
        assertEquals(2, status("-Mrm"));
        assertEquals(2, status("-qsoon"));
        var busy = add();
        try (var claim = spool().claim(busy).orElseThrow()) {
            assertEquals(busy, claim.message().id());
            assertEquals(1, status("-Mrm", busy.text()));
        }
    }

    @Test
    void routesAreTold() throws IOException {
        assertEquals("bob@b.example\n  router = everybody, transport = maildir\n", run("-bt", "bob@b.example"));
        var configuration = Files.writeString(directory.resolve("conf"), """
                primary_hostname = here.example
                spool_directory = %s
                begin routers
                hole:
                  driver = redirect
                  data = ${if eq{$local_part}{hole}{:blackhole:}{${if eq{$local_part}{list}{a@far.example}}}}
                far:
                  driver = manualroute
                  transport = remote
                  domains = far.example
                  route_list = * 127.0.0.1::2525
                begin transports
                remote:
                  driver = smtp
                """.formatted(directory));
        var out = new StringWriter();
        int status = new EximCommandLine(streams(out))
                .run(List.of(
                        "-C", configuration.toString(), "-bt", "list@x.example", "hole@x.example", "no@x.example"));
        assertEquals(2, status);
        assertEquals("""
                a@far.example
                    <-- list@x.example
                  router = far, transport = remote
                  host 127.0.0.1 [127.0.0.1]:2525
                hole@x.example is discarded
                no@x.example is undeliverable: Unrouteable address
                """, out.toString());
    }

    private MessageId add() throws IOException {
        var id = ids.next();
        var envelope = new Envelope(
                Mailbox.parse("ann@a.example"),
                List.of(Mailbox.parse("bob@b.example"), Mailbox.parse("cid@c.example")));
        var origin = new Origin(Clock.systemUTC().instant().minus(Duration.ofMinutes(25)), Optional.empty());
        try (var writer = spool().begin(id, origin, envelope)) {
            var text = "Subject: a test\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
            writer.write(text, 0, text.length);
            writer.commit();
        }
        return id;
    }

    private Spool spool() throws IOException {
        return new Spool(DiskFiles.open(directory.resolve("spool")));
    }

    private long delivered() throws IOException {
        var mail = directory.resolve("Maildir/new");
        if (!Files.exists(mail)) {
            return 0;
        }
        try (var files = Files.list(mail)) {
            return files.count();
        }
    }

    private String run(String... words) {
        var out = new StringWriter();
        execute(out, words);
        return out.toString();
    }

    private int status(String... words) {
        return execute(new StringWriter(), words);
    }

    private int execute(StringWriter out, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", directory.toString()));
        return new EximCommandLine(streams(out)).run(all);
    }

    private static Streams streams(StringWriter out) {
        return new Streams(
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                new ByteArrayOutputStream());
    }
}
