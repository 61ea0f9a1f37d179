package postern.smtp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.queue.QueueRunner.Scope;
import postern.smtp.route.AcceptRouter;
import postern.smtp.route.Preconditions;
import postern.smtp.route.RedirectRouter;
import postern.smtp.route.Router;
import postern.smtp.transport.FailureKind;
import postern.smtp.transport.Fate.Ending;

class QueueRunnerTest {
    private static final Router ALL = new AcceptRouter(Router.Common.named("all"), "fake");
    private static final Ending LATER = new Ending.Deferred(FailureKind.RCPT_4XX, 0, "450 not now");

    @TempDir
    Path directory;

    @Test
    void whatIsDeliveredIsGone() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            var id = queue.add("ann@a.example", "bob@b.example", "postmaster");
            assertEquals(1, queue.runner.run(Scope.DUE));
            assertEquals(List.of("bob@b.example", "postmaster@mx.test"), queue.fake.delivered);
            assertEquals(
                    List.of(
                            id + " => bob@b.example R=all T=fake C=\"250 ok\"",
                            id + " -> postmaster@mx.test R=all T=fake C=\"250 ok\"",
                            id + " Completed"),
                    queue.lines());
            assertEquals(List.of(), queue.spool.list());
        }
    }

    @Test
    void whoIsDeferredIsTriedAgainWhenItIsTime() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            var id = queue.add("ann@a.example", "bob@b.example", "cid@c.example");
            queue.fake.answer("bob@b.example", LATER);
            queue.runner.run(Scope.DUE);
            assertEquals(List.of("cid@c.example"), queue.fake.delivered);
            assertTrue(queue.lines().contains(id + " == bob@b.example R=all T=fake defer (0): 450 not now"));
            queue.fake.endings.clear();
            queue.runner.run(Scope.DUE);
            assertEquals(List.of("cid@c.example"), queue.fake.delivered, "too early");
            queue.clock.move(Duration.ofMinutes(15));
            queue.runner.run(Scope.DUE);
            assertEquals(List.of("cid@c.example", "bob@b.example"), queue.fake.delivered);
            assertEquals(List.of(), queue.spool.list());
        }
    }

    @Test
    void aForcedRunDoesNotWait() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            queue.add("ann@a.example", "bob@b.example");
            queue.fake.answer("bob@b.example", LATER);
            queue.runner.run(Scope.DUE);
            queue.fake.endings.clear();
            queue.runner.run(Scope.ALL);
            assertEquals(List.of("bob@b.example"), queue.fake.delivered);
        }
    }

    @Test
    void aFailureIsReportedToTheSender() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            queue.add("ann@a.example", "bob@b.example", "cid@c.example");
            queue.fake.answer("bob@b.example", new Ending.Failed("550 5.1.1 no such user"));
            queue.runner.run(Scope.DUE);
            queue.awaitMessages(0);
            assertEquals(List.of("cid@c.example", "ann@a.example"), queue.fake.delivered);
            var report = queue.fake.texts.getLast();
            for (var part : List.of(
                    "X-Failed-Recipients: bob@b.example\n",
                    "Content-Type: multipart/report; report-type=delivery-status;\n",
                    "\nAction: failed\nFinal-Recipient: rfc822;bob@b.example\nStatus: 5.1.1\n",
                    "Content-type: message/rfc822\n",
                    "\nSubject: a test\n\nbody\n")) {
                assertTrue(report.contains(part), part + " is not in:\n" + report);
            }
            assertEquals(List.of(), queue.spool.list());
        }
    }

    @Test
    void aReportThatFailsIsFrozenAndThawed() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            var id = queue.add("", "bob@b.example");
            queue.fake.answer("bob@b.example", new Ending.Failed("550 no"));
            queue.runner.run(Scope.DUE);
            assertTrue(
                    queue.lines().contains(id + " Frozen (delivery error message)"),
                    queue.lines().toString());
            queue.fake.endings.clear();
            queue.runner.run(Scope.ALL);
            assertEquals(List.of(), queue.fake.delivered);
            queue.runner.run(Scope.EVEN_FROZEN);
            assertEquals(List.of("bob@b.example"), queue.fake.delivered);
        }
    }

    @Test
    void afterFourDaysItIsGivenUpAndBeforeTheSenderIsWarned() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            queue.add("ann@a.example", "bob@b.example");
            queue.fake.answer("bob@b.example", LATER);
            int hours = 0;
            while (hours < 200 && queue.fake.texts.stream().noneMatch(text -> text.contains("Action: failed"))) {
                queue.runner.run(Scope.DUE);
                queue.awaitReports();
                queue.clock.move(Duration.ofHours(1));
                hours++;
            }
            assertTrue(hours >= 96 && hours < 110, hours + " hours");
            var warnings = queue.fake.texts.stream()
                    .filter(text -> text.contains("Action: delayed"))
                    .count();
            assertEquals(3, warnings);
            queue.awaitMessages(0);
            assertEquals(List.of(), queue.spool.list());
            assertTrue(queue.log
                    .toString()
                    .contains("** bob@b.example R=all T=fake: 450 not now: retry timeout exceeded"));
        }
    }

    @Test
    void bulkMailIsNotAnsweredWithWarnings() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL))) {
            queue.add("Precedence: bulk\r\n\r\nx\r\n", "ann@a.example", new String[] {"bob@b.example"});
            queue.fake.answer("bob@b.example", LATER);
            queue.clock.move(Duration.ofHours(30));
            queue.runner.run(Scope.DUE);
            assertEquals(1, queue.spool.list().size());
        }
    }

    @Test
    void membersOfAListAreEachRememberedUntilAllAreServed() throws IOException {
        var list = new RedirectRouter(
                Router.Common.named("list")
                        .with(Preconditions.NONE.withLocalParts(
                                question -> question.address().localPart().equals("list"))),
                _ -> Optional.of("one@x.example, two@x.example"),
                "mx.test");
        try (var queue = new TestQueue(directory, List.of(list, ALL))) {
            var id = queue.add("ann@a.example", "list@mx.test");
            queue.fake.answer("two@x.example", LATER);
            queue.runner.run(Scope.DUE);
            assertEquals(
                    Set.of("list@mx.test > one@x.example"),
                    queue.spool.read(id).orElseThrow().state().done());
            assertTrue(queue.lines().contains(id + " => one@x.example <list@mx.test> R=all T=fake C=\"250 ok\""));
            queue.fake.endings.clear();
            queue.runner.run(Scope.ALL);
            assertEquals(List.of("one@x.example", "two@x.example"), queue.fake.delivered);
            assertEquals(List.of(), queue.spool.list());
        }
    }

    @Test
    void nobodyIsAnEndToo() throws IOException {
        var hole = new RedirectRouter(Router.Common.named("hole"), _ -> Optional.of(":blackhole:"), "mx.test");
        try (var queue = new TestQueue(directory, List.of(hole))) {
            var id = queue.add("ann@a.example", "bob@b.example");
            queue.runner.run(Scope.DUE);
            assertEquals(List.of(id + " => :blackhole: <bob@b.example>", id + " Completed"), queue.lines());
        }
    }

    @Test
    void whoFindsAHostBusyIsTheNext() throws IOException {
        try (var queue = new TestQueue(directory, List.of(ALL), 2)) {
            var most = new AtomicInteger();
            var now = new AtomicInteger();
            for (int i = 0; i < 60; i++) {
                queue.add("ann@a.example", "u" + i + "@b.example");
                queue.fake.endings.put("u" + i + "@b.example", _ -> throughGate(queue, now, most));
            }
            queue.runner.run(Scope.DUE);
            assertEquals(60, queue.fake.delivered.size());
            assertEquals(List.of(), queue.spool.list());
            assertFalse(most.get() > 2, most + " at a time");
        }
    }

    /// A fake of what the SMTP transport does at the gate; the fates name the host.
    private static Ending throughGate(TestQueue queue, AtomicInteger now, AtomicInteger most) {
        if (!queue.gate.tryEnter("host")) {
            return new Ending.Busy("host");
        }
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        now.decrementAndGet();
        queue.gate.leave("host");
        return new Ending.Delivered("250 ok");
    }
}
