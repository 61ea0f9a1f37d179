package postern.smtp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.message.MessageIds;
import postern.smtp.transport.Appendfile.Format;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.Transport.Insistence;
import postern.smtp.wire.Mailbox;

class AppendfileTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000);
    private static final MessageIds IDS = new MessageIds(() -> NOW, 1);

    @TempDir
    Path directory;

    @Test
    void aMaildirGetsAFileAndGetsItOnce() throws IOException {
        var transport = transport(Format.MAILDIR);
        var parcel = parcel("Subject: hi\n\nbody\n");
        assertInstanceOf(Ending.Delivered.class, deliver(transport, parcel));
        assertInstanceOf(Ending.Delivered.class, deliver(transport, parcel));
        try (var files = Files.list(directory.resolve("box/new"))) {
            var all = files.toList();
            assertEquals(1, all.size());
            assertEquals(
                    "Return-path: <ann@a.example>\nEnvelope-to: bob@b.example\nSubject: hi\n\nbody\n",
                    Files.readString(all.getFirst()));
            Files.move(
                    all.getFirst(),
                    directory.resolve("box/cur/" + all.getFirst().getFileName() + ":2,S"));
        }
        assertInstanceOf(Ending.Delivered.class, deliver(transport, parcel));
        try (var files = Files.list(directory.resolve("box/new"))) {
            assertEquals(0, files.count(), "a message that was seen came again");
        }
    }

    @Test
    void anMboxGrowsByAMessage() throws IOException {
        deliver(transport(Format.MBOX), parcel("Subject: hi\n\nFrom here\n>From there\nno end"));
        deliver(transport(Format.MBOX), parcel("Subject: two\n\n"));
        var fields = "Return-path: <ann@a.example>\nEnvelope-to: bob@b.example\n";
        var from = "From ann@a.example Mon Nov 24 16:00:00 2025\n";
        assertEquals(
                from + fields + "Subject: hi\n\n>From here\n>>From there\nno end\n\n" + from + fields
                        + "Subject: two\n\n\n",
                Files.readString(directory.resolve("box")));
    }

    @Test
    void whatADeadProcessLeftIsCutOff() throws IOException {
        var box = directory.resolve("box");
        Files.writeString(box, "From whole\n\nFrom half a mess");
        Files.writeString(directory.resolve("box.lock"), "999999999 12\n");
        deliver(transport(Format.MBOX), parcel("Subject: hi\n\n"));
        assertTrue(Files.readString(box).startsWith("From whole\n\nFrom ann@a.example "));
    }

    @Test
    void manyWritersWaitForEachOther() throws Exception {
        int messages = 20;
        var endings = new ArrayList<Ending>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < messages; i++) {
                threads.execute(() -> {
                    var ending = deliver(transport(Format.MBOX), parcel("Subject: hi\n\n" + "x\n".repeat(1000)));
                    synchronized (endings) {
                        endings.add(ending);
                    }
                });
            }
        }
        assertTrue(endings.stream().allMatch(Ending.Delivered.class::isInstance), endings.toString());
        var text = Files.readString(directory.resolve("box"));
        assertEquals(messages, text.split("(?m)^From ann@a.example ", -1).length - 1);
        assertEquals(messages, text.split("(x\n){1000}\n", -1).length - 1);
    }

    @Test
    void whatCannotBeWrittenIsDeferred() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        var transport = new Appendfile(
                "local",
                Format.MAILDIR,
                Appendfile.everybody(directory.resolve("file/box")),
                new Appendfile.Place("mx.test", () -> NOW));
        assertInstanceOf(Ending.Deferred.class, deliver(transport, parcel("x\n")));
    }

    private Appendfile transport(Format format) {
        return new Appendfile(
                "local",
                format,
                Appendfile.everybody(directory.resolve("box")),
                new Appendfile.Place("mx.test", () -> NOW));
    }

    private static Ending deliver(Transport transport, Parcel parcel) {
        return transport
                .deliver(parcel, List.of(), Insistence.WHEN_DUE)
                .getFirst()
                .ending();
    }

    private static Parcel parcel(String text) {
        return new Parcel(
                IDS.next(),
                Mailbox.parse("ann@a.example"),
                List.of(Mailbox.parse("bob@b.example")),
                new Delivery.Content(text.length(), Delivery.Body.SEVEN_BIT),
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
