package postern.smtp.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.message.MessageIds;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.wire.Mailbox;

/// A process for [SpoolKillTest] to kill. Some threads accept messages, one records deliveries; each writes to a
/// file, unbuffered, what it has promised, after it has: `accepted ADDRESS`, `done ADDRESS`.
final class SpoolWorker {
    private static final int THREADS = 3;
    private static final String LINE = "x".repeat(60) + "\r\n";

    private static OutputStream book = OutputStream.nullOutputStream();

    private SpoolWorker() {}

    public static void main(String[] arguments) throws Exception {
        var spool = new Spool(DiskFiles.open(Path.of(arguments[0])));
        spool.recover();
        book = new FileOutputStream(arguments[1], true);
        var clock = Clock.systemUTC();
        var ids = new MessageIds(clock, ProcessHandle.current().pid());
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            Thread.ofPlatform().start(() -> acceptForEver(spool, ids, thread));
        }
        while (true) {
            for (var id : spool.list()) {
                deliver(spool, id);
            }
        }
    }

    private static void acceptForEver(Spool spool, MessageIds ids, int thread) {
        try {
            for (int i = 0; ; i++) {
                var name = ProcessHandle.current().pid() + "." + thread + "." + i;
                var one = Mailbox.parse(name + "@one.example");
                var two = Mailbox.parse(name + "@two.example");
                var envelope = new Envelope(Mailbox.parse("me@a.example"), List.of(one, two));
                var origin = new Origin(Clock.systemUTC().instant(), Optional.empty());
                try (var writer = spool.begin(ids.next(), origin, envelope)) {
                    var text = ("Subject: " + name + "\r\n\r\n" + LINE.repeat(1000) + "the end\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
                    writer.write(text, 0, text.length);
                    writer.commit();
                }
                say("accepted " + one);
                say("accepted " + two);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deliver(Spool spool, MessageId id) throws IOException {
        var claimed = spool.claim(id);
        if (claimed.isEmpty()) {
            return;
        }
        try (var claim = claimed.get()) {
            var pending = claim.message().pending();
            var first = pending.getFirst().toString();
            if (pending.size() > 1) {
                claim.done(Set.of(first));
            } else {
                claim.remove();
            }
            say("done " + first);
        }
    }

    private static synchronized void say(String words) throws IOException {
        book.write((words + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
