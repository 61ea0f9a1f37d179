package postern.smtp.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.message.MessageIds;
import postern.smtp.spool.ForgetfulFiles.PowerFailure;
import postern.smtp.spool.ForgetfulFiles.Trouble;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;

/// The power fails, or the disk is full, at every single step of a message's life. Afterwards: nothing for
/// which `250` was said is lost, nothing that was recorded as delivered is delivered again, no half message is
/// seen, and nothing stays behind.
class SpoolCrashTest {
    private static final int LUCKS = 40;
    private static final String TEXT = "Subject: a test\nX-Long: one\n two\n\nfirst\nlast\n";
    private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000);

    @Test
    void survivesPowerFailuresAtEveryStep() throws IOException {
        int steps = new Life(Trouble.NEVER).live();
        assertTrue(steps > 50, steps + " steps only");
        for (int step = 1; step <= steps; step++) {
            for (int luck = 0; luck < LUCKS; luck++) {
                var life = new Life(new Trouble(step, Trouble.Kind.POWER_FAILURE));
                life.liveUntilPowerFails();
                life.checkAfterwards(new Random(luck), "step " + step + ", luck " + luck);
            }
        }
    }

    @Test
    void survivesFailuresOfEveryOperation() throws IOException {
        int steps = new Life(Trouble.NEVER).live();
        for (int step = 1; step <= steps; step++) {
            var life = new Life(new Trouble(step, Trouble.Kind.DISK_FULL));
            life.live();
            life.checkWhileRunning("step " + step);
            life.checkAfterwards(new Random(step), "step " + step);
        }
    }

    @Test
    void aTearInTheJournalIsNobodysAddress() throws IOException {
        var files = new ForgetfulFiles(Trouble.NEVER);
        var spool = new Spool(files);
        var id = new MessageIds(() -> NOW, 1).next();
        accept(spool, id, "ann@b.com", "ann@b.co");
        try (var out = files.append(id + "-J")) {
            out.write("ann@b.co".getBytes(StandardCharsets.US_ASCII), 0, 8); // of ann@b.com
        }
        assertEquals(2, spool.read(id).orElseThrow().pending().size());
        try (var claim = spool.claim(id).orElseThrow()) {
            claim.done(Set.of("nobody@b.com"));
        }
        assertEquals(2, spool.read(id).orElseThrow().pending().size());
    }

    private static void accept(Spool spool, MessageId id, String... recipients) throws IOException {
        var to = new ArrayList<ForwardPath>();
        for (var recipient : recipients) {
            to.add(Mailbox.parse(recipient));
        }
        var envelope = new Envelope(Mailbox.parse("me@a.example"), to);
        try (var writer = spool.begin(id, new Origin(NOW, Optional.empty()), envelope)) {
            var wire = TEXT.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            writer.write(wire, 0, 30);
            writer.write(wire, 30, wire.length - 30);
            writer.commit();
        }
    }

    /// A few messages on a disk in trouble, and a book about what was promised.
    private static final class Life {
        private final ForgetfulFiles disk;
        private final Map<MessageId, Set<String>> accepted = new HashMap<>();
        private final List<String> delivered = new ArrayList<>();
        private final Set<String> recorded = new HashSet<>();
        private final MessageIds ids = new MessageIds(() -> NOW, 1);
        private Spool spool;

        Life(Trouble trouble) {
            this.disk = new ForgetfulFiles(trouble);
            this.spool = new Spool(disk);
        }

        /// @return how many steps it had
        int live() throws IOException {
            var first = ids.next();
            attempt(() -> take(first, "a@x.example", "b@x.example", "c@x.example"));
            attempt(() -> deliver(first, "a@x.example"));
            attempt(() -> freeze(first));
            var second = ids.next();
            attempt(() -> take(second, "d@x.example"));
            attempt(() -> deliver(first, "b@x.example"));
            attempt(() -> thaw(first));
            attempt(() -> deliver(second, "d@x.example"));
            attempt(() -> deliver(first, "c@x.example"));
            var third = ids.next();
            attempt(() -> take(third, "e@x.example", "f@x.example"));
            attempt(() -> deliver(third, "f@x.example"));
            attempt(() -> deliver(third, "e@x.example"));
            attempt(spool::tidy);
            return disk.steps();
        }

        void liveUntilPowerFails() throws IOException {
            try {
                live();
            } catch (PowerFailure e) {
                return;
            }
            throw new AssertionError("the power did not fail");
        }

        private interface Deed {
            void perform() throws IOException;
        }

        private static void attempt(Deed deed) throws IOException {
            try {
                deed.perform();
            } catch (IOException e) {
                assertEquals("No space left on device", e.getMessage());
            }
        }

        private void take(MessageId id, String... recipients) throws IOException {
            accept(spool, id, recipients);
            accepted.put(id, Set.of(recipients)); // this is the 250
        }

        private void deliver(MessageId id, String recipient) throws IOException {
            var claimed = spool.claim(id);
            if (claimed.isEmpty()) {
                return;
            }
            try (var claim = claimed.get()) {
                var pending =
                        claim.message().pending().stream().map(Object::toString).toList();
                if (pending.contains(recipient)) {
                    assertEquals(TEXT, text(claim));
                    delivered.add(recipient);
                    if (pending.size() == 1) {
                        claim.remove();
                    } else {
                        claim.done(Set.of(recipient));
                    }
                    recorded.add(recipient);
                }
            }
        }

        private void freeze(MessageId id) throws IOException {
            try (var claim = spool.claim(id).orElse(null)) {
                if (claim != null) {
                    claim.update(claim.message().with(claim.message().state().frozen(NOW)));
                }
            }
        }

        private void thaw(MessageId id) throws IOException {
            try (var claim = spool.claim(id).orElse(null)) {
                if (claim != null) {
                    claim.update(claim.message().with(claim.message().state().thawed()));
                }
            }
        }

        void checkWhileRunning(String when) throws IOException {
            check(when);
        }

        void checkAfterwards(Random luck, String when) throws IOException {
            var survived = disk.afterPowerFailure(luck);
            spool = new Spool(survived);
            spool.recover();
            check(when);
            int before = delivered.size();
            for (var id : spool.list()) {
                for (var recipient : spool.read(id).orElseThrow().pending()) {
                    deliver(id, recipient.toString());
                }
            }
            for (var recipients : accepted.values()) {
                for (var recipient : recipients) {
                    assertTrue(delivered.contains(recipient), when + ": " + recipient + " never got it");
                }
            }
            int twice = delivered.size() - new HashSet<>(delivered).size();
            assertTrue(twice <= 1, when + ": " + twice + " got it twice: " + delivered + " from " + before);
            new Spool(survived).recover();
            var rest = survived.names().stream()
                    .filter(name -> !name.endsWith(".lost"))
                    .toList();
            assertEquals(List.of(), rest, when);
        }

        private void check(String when) throws IOException {
            var waiting = new HashSet<String>();
            for (var id : spool.list()) {
                var message = spool.read(id).orElseThrow();
                try (var text = spool.text(message)) {
                    assertEquals(TEXT, new String(text.readAllBytes(), StandardCharsets.US_ASCII), when);
                }
                message.pending().forEach(recipient -> waiting.add(recipient.toString()));
            }
            for (var recipient : recorded) {
                assertFalse(waiting.contains(recipient), when + ": " + recipient + " would get it twice");
            }
            for (var recipients : accepted.values()) {
                for (var recipient : recipients) {
                    assertTrue(
                            waiting.contains(recipient) || delivered.contains(recipient),
                            when + ": the message to " + recipient + " is lost");
                }
            }
        }

        private static String text(Claim claim) throws IOException {
            try (var text = claim.text()) {
                return new String(text.readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }
}
