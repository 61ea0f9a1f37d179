package postern.smtp.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.Greeting;
import postern.smtp.message.MessageId;
import postern.smtp.message.MessageIds;
import postern.smtp.message.Peer;
import postern.smtp.message.Protection;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;

class SpoolTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000, 42_000);
    private static final Arrival ARRIVAL = new Arrival(
            new Peer("192.0.2.1", 4711),
            Optional.of(new Greeting(Greeting.Kind.EHLO, "client.test")),
            Optional.of(new Protection("TLS1.3", "TLS_AES_256_GCM_SHA384", 256, Optional.of("mx.test"))));
    private static final Envelope ENVELOPE = new Envelope(
            Mailbox.parse("ann@a.example"), List.of(Mailbox.parse("bob@b.example"), new ForwardPath.Postmaster()));

    @TempDir
    Path directory;

    private final MessageIds ids = new MessageIds(() -> NOW, 77);

    @Test
    void filesArePlainToReadAndReadAgain() throws IOException {
        var spool = open();
        var id = store(spool, "Subject: hi\r\n there\r\nTo: bob@b.example\r\n\r\nbody\r\n.dot\r\n");
        assertEquals(
                id + "-H\npostern 0 0\n<ann@a.example>\n1764000000 0\n-received_time_usec .000042\n"
                        + "-host_address [192.0.2.1]:4711\n-helo_name client.test\n-helo_kind EHLO\n"
                        + "-received_protocol esmtps\n-tls_cipher TLS1.3:TLS_AES_256_GCM_SHA384:256\n"
                        + "-tls_sni mx.test\nXX\n2\nbob@b.example\npostmaster\n\n"
                        + "028P Received: from nowhere; now\n019  Subject: hi\n there\n018T To: bob@b.example\n",
                Files.readString(directory.resolve(id + "-H")));
        assertEquals(id + "-D\nbody\n.dot\n", Files.readString(directory.resolve(id + "-D")));
        var message = spool.read(id).orElseThrow();
        assertEquals(ENVELOPE, message.envelope());
        assertEquals(new Origin(NOW, Optional.of(ARRIVAL)), message.origin());
        assertEquals(Optional.of("hi\n there"), message.field("subject"));
        try (var text = spool.text(message)) {
            assertEquals(
                    "Received: from nowhere; now\nSubject: hi\n there\nTo: bob@b.example\n\nbody\n.dot\n",
                    new String(text.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void whatLooksLikeNoHeaderIsBody() throws IOException {
        for (var text : List.of("just words\r\nmore: words\r\n", "\r\njust words\r\n", "just words")) {
            var spool = open();
            var id = store(spool, text);
            assertEquals(1, spool.read(id).orElseThrow().fields().size());
            try (var body = spool.body(id)) {
                assertTrue(new String(body.readAllBytes(), StandardCharsets.US_ASCII).startsWith("just words"), text);
            }
        }
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws IOException {
        var spool = open();
        var line = ("X: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (var writer = spool.begin(ids.next(), new Origin(NOW, Optional.empty()), ENVELOPE)) {
            assertThrows(HeaderTooLongException.class, () -> {
                for (int i = 0; i < 2000; i++) {
                    writer.write(line, 0, line.length);
                }
            });
        }
        assertEquals(List.of(), names());
    }

    @Test
    void whatIsDoneIsRemembered() throws IOException {
        var spool = open();
        var id = store(spool, "Subject: hi\r\n\r\nbody\r\n");
        try (var claim = spool.claim(id).orElseThrow()) {
            assertTrue(spool.claim(id).isEmpty(), "claimed twice");
            claim.done(Set.of("bob@b.example"));
        }
        assertEquals("bob@b.example\n", Files.readString(directory.resolve(id + "-J")));
        assertEquals(
                List.of(new ForwardPath.Postmaster()),
                open().read(id).orElseThrow().pending());
        try (var claim = open().claim(id).orElseThrow()) {
            var message = claim.message();
            claim.update(message.with(message.state().frozen(NOW).warned()));
        }
        var message = open().read(id).orElseThrow();
        assertEquals(
                Optional.of(Instant.ofEpochSecond(NOW.getEpochSecond())),
                message.state().frozen());
        assertEquals(1, message.state().warnings());
        assertTrue(Files.readString(directory.resolve(id + "-H")).contains("\nNN bob@b.example\n2\n"));
        assertEquals(List.of(new ForwardPath.Postmaster()), message.pending());
    }

    @Test
    void aMessageThatIsDoneLeavesNothing() throws IOException {
        var spool = open();
        var id = store(spool, "Subject: hi\r\n\r\nbody\r\n");
        try (var claim = spool.claim(id).orElseThrow()) {
            claim.done(Set.of("bob@b.example"));
            claim.remove();
        }
        assertEquals(List.of(), spool.list());
        spool.tidy();
        assertEquals(List.of(), names());
    }

    @Test
    void everyBrokenHeaderFileIsRefusedByName() throws IOException {
        var spool = open();
        var id = store(spool, "Subject: hi\r\n\r\nbody\r\n");
        var whole = Files.readAllBytes(directory.resolve(id + "-H"));
        int end = new String(whole, StandardCharsets.US_ASCII).indexOf("\n\n");
        for (int length = 0; length <= end; length++) {
            Files.write(directory.resolve(id + "-H"), Arrays.copyOf(whole, length));
            var e = assertThrows(SpoolFormatException.class, () -> spool.read(id));
            assertTrue(String.valueOf(e.getMessage()).startsWith("Format error in spool file " + id + "-H"));
        }
    }

    @Test
    void recoveryLeavesThoseAloneWhoAreAtWork() throws IOException {
        var spool = open();
        var writer = spool.begin(ids.next(), new Origin(NOW, Optional.empty()), ENVELOPE);
        assertEquals(0, open().recover().removed());
        assertEquals(1, names().size());
        writer.close();
        assertEquals(List.of(), names());
    }

    @Test
    void aBodyThatIsGoneIsTold() throws IOException {
        var spool = open();
        var id = store(spool, "Subject: hi\r\n\r\nbody\r\n");
        Files.delete(directory.resolve(id + "-D"));
        assertEquals(List.of(id), open().recover().lost());
        assertEquals(List.of(id + "-H.lost"), names());
    }

    @Test
    void threadsShareTheForcingOfTheDirectory() throws Exception {
        var forced = new AtomicInteger();
        var files = new SlowFiles(DiskFiles.open(directory), forced);
        var spool = new Spool(files);
        int messages = 64;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<MessageId>>();
            for (int i = 0; i < messages; i++) {
                all.add(threads.submit(() -> store(spool, "Subject: hi\r\n\r\nbody\r\n")));
            }
            for (var each : all) {
                each.get();
            }
        }
        assertEquals(messages, spool.list().size());
        assertTrue(forced.get() < messages / 2, forced + " forces for " + messages + " messages");
    }

    private MessageId store(Spool spool, String text) throws IOException {
        var id = ids.next();
        try (var writer = spool.begin(id, new Origin(NOW, Optional.of(ARRIVAL)), ENVELOPE)) {
            var octets = text.getBytes(StandardCharsets.US_ASCII);
            writer.write(octets, 0, octets.length);
            writer.commit(List.of(HeaderField.of("Received: from nowhere; now\n")));
        }
        return id;
    }

    private Spool open() throws IOException {
        return new Spool(DiskFiles.open(directory));
    }

    private List<String> names() throws IOException {
        return DiskFiles.open(directory).names();
    }

    /// A disk on which forcing takes its time.
    private record SlowFiles(SpoolFiles files, AtomicInteger forced) implements SpoolFiles {
        @Override
        public List<String> names() throws IOException {
            return files.names();
        }

        @Override
        public byte[] read(String name) throws IOException {
            return files.read(name);
        }

        @Override
        public InputStream open(String name) throws IOException {
            return files.open(name);
        }

        @Override
        public Output create(String name) throws IOException {
            return files.create(name);
        }

        @Override
        public Output append(String name) throws IOException {
            return files.append(name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            files.rename(from, to);
        }

        @Override
        public void delete(String name) throws IOException {
            files.delete(name);
        }

        @Override
        public void sync() throws IOException {
            forced.incrementAndGet();
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            files.sync();
        }

        @Override
        public Optional<Lock> lock(String name) throws IOException {
            return files.lock(name);
        }
    }
}
