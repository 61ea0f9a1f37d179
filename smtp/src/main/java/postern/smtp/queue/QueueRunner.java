package postern.smtp.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postern.smtp.message.MessageId;
import postern.smtp.route.MailHost;
import postern.smtp.route.RouteChain;
import postern.smtp.spool.Claim;
import postern.smtp.spool.SpooledMessage;
import postern.smtp.transport.FailureKind;
import postern.smtp.transport.HostMemory;
import postern.smtp.transport.Transport.Insistence;
import postern.smtp.wire.Mailbox;

/// Delivers what is in the spool: a message when it has come, all of them when the queue is run. Not more
/// deliveries at a time than the policy says, and not more to one host than the gate lets in: who finds it
/// closed waits, as an id only, until a delivery to that host is done, and is then the next.
///
/// Only ids are held for messages that wait: a hundred thousand of them need some megabytes.
///
/// Shared by all threads.
public final class QueueRunner implements AutoCloseable {
    private static final Logger DIAGNOSTICS = LoggerFactory.getLogger(QueueRunner.class);

    /// How long deliveries under way may take when the runner is closed.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final QueueSetup setup;
    private final Semaphore slots;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Work>> waiting = new HashMap<>();
    private volatile boolean closed;

    /// A runner for a queue.
    public QueueRunner(QueueSetup setup) {
        this.setup = setup;
        this.slots = new Semaphore(setup.policy().parallel());
    }

    /// Which messages are tried.
    public enum Scope {
        /// `-q`: those that are due.
        DUE,
        /// `-qf`: all but the frozen ones.
        ALL,
        /// `-qff`, `-M`: all.
        EVEN_FROZEN
    }

    /// @param host for which it has waited, if it has
    /// @param finished is told once
    private record Work(MessageId id, Scope scope, Optional<String> host, Runnable finished) {
        Work waitingFor(String busy) {
            return new Work(id, scope, Optional.of(busy), finished);
        }

        Insistence insistence() {
            return scope == Scope.DUE ? Insistence.WHEN_DUE : Insistence.NOW;
        }
    }

    /// How it routes.
    public RouteChain routes() {
        return setup.ways().routes();
    }

    /// Tries a message soon, on another thread.
    public void submit(MessageId id) {
        inBackground(new Work(id, Scope.DUE, Optional.empty(), () -> {}));
    }

    /// Tries a message now.
    ///
    /// @return false if there is none of that id, or somebody else is at it
    public boolean deliver(MessageId id, Scope scope) throws IOException {
        if (setup.spool().claim(id).map(QueueRunner::release).isEmpty()) {
            return false;
        }
        var finished = new CountDownLatch(1);
        inBackground(new Work(id, scope, Optional.empty(), finished::countDown));
        await(finished);
        return true;
    }

    /// Tries every message once, and returns when that is done.
    ///
    /// @return how many there were
    public int run(Scope scope) throws IOException {
        var ids = setup.spool().list();
        var finished = new CountDownLatch(ids.size());
        for (var id : ids) {
            if (closed || !acquire()) {
                finished.countDown();
                continue;
            }
            start(new Work(id, scope, Optional.empty(), finished::countDown));
        }
        await(finished);
        setup.spool().tidy();
        saveRetryTimes();
        return ids.size();
    }

    /// Runs the queue again and again, beginning now, until the runner is closed.
    public void runEvery(Duration interval) {
        threads.execute(() -> {
            while (!closed) {
                try {
                    run(Scope.DUE);
                } catch (IOException e) {
                    setup.services().log().note("queue run failed: " + e.getMessage());
                }
                if (!pause(interval)) {
                    return;
                }
            }
        });
    }

    /// Lets deliveries under way come to their end, for a while.
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            saveRetryTimes();
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            DIAGNOSTICS.warn("cannot save the retry times", e);
        }
    }

    /// The retry times of hosts, for the transports of this queue.
    public static HostMemory hostMemory(RetryDatabase retry, InstantSource clock) {
        return new HostMemory() {
            @Override
            public boolean isDue(MailHost host) {
                return retry.isDue(key(host), clock.instant());
            }

            @Override
            public void failed(MailHost host, FailureKind kind, String words) {
                var _ = retry.failed(key(host), host.name(), new RetryDatabase.Failure(clock.instant(), kind, words));
            }

            @Override
            public void worked(MailHost host) {
                retry.succeeded(key(host));
            }

            private static String key(MailHost host) {
                return "T:" + host.name() + ":" + host.gateKey();
            }
        };
    }

    private void inBackground(Work work) {
        try {
            threads.execute(() -> inSlot(work));
        } catch (RejectedExecutionException e) {
            work.finished().run(); // closed meanwhile; the message stays in the spool
        }
    }

    private void inSlot(Work work) {
        if (acquire()) {
            workAndRelease(work);
        } else {
            work.finished().run();
        }
    }

    /// Holding a slot, which the work gives back.
    private void start(Work work) {
        try {
            threads.execute(() -> workAndRelease(work));
        } catch (RejectedExecutionException e) {
            slots.release(); // closed meanwhile; the message stays in the spool
            work.finished().run();
        }
    }

    private boolean acquire() {
        try {
            slots.acquire();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void workAndRelease(Work first) {
        try {
            for (var work = first; work != null; ) {
                work = attempt(work);
            }
        } finally {
            slots.release();
        }
    }

    /// @return who has waited for the same host
    private @Nullable Work attempt(Work work) {
        var hosts = new TreeSet<String>();
        work.host().ifPresent(hosts::add);
        try {
            var outcome = attemptClaimed(work);
            outcome.ifPresent(ended -> hosts.addAll(ended.used()));
            outcome.flatMap(MessageDelivery.Outcome::report).ifPresent(this::submit);
            var busy = outcome.stream().flatMap(ended -> ended.busy().stream()).findFirst();
            if (busy.isPresent()) {
                // Those who are at that host fetch the next when they are done; fetching it here would find it busy
                // too.
                hosts.remove(busy.get());
                park(work.waitingFor(busy.get()));
            } else {
                work.finished().run();
            }
        } catch (IOException e) {
            setup.services().log().note(work.id() + " delivery attempt failed: " + e.getMessage());
            work.finished().run();
        } catch (RuntimeException e) {
            setup.services().log().note(work.id() + " delivery attempt failed: internal error: " + e);
            DIAGNOSTICS.error("delivering {}", work.id(), e);
            work.finished().run();
        }
        return nextFor(hosts);
    }

    private Optional<MessageDelivery.Outcome> attemptClaimed(Work work) throws IOException {
        var claimed = setup.spool().claim(work.id());
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        try (var claim = claimed.get()) {
            return isOpen(claim, work.scope())
                    ? Optional.of(new MessageDelivery(setup, claim, work.insistence()).run())
                    : Optional.empty();
        }
    }

    /// A frozen message may be thawed by time, or be gone by it.
    private boolean isOpen(Claim claim, Scope scope) throws IOException {
        var message = claim.message();
        var since = message.state().frozen();
        if (since.isEmpty()) {
            return true;
        }
        var now = setup.services().clock().instant();
        var times = setup.policy().times();
        boolean report = !(message.envelope().sender() instanceof Mailbox);
        if (report && isOver(times.ignoreBounceErrorsAfter(), message.origin().received(), now)) {
            log(message, "Frozen report is too old: cancelled");
            claim.remove();
            log(message, "Completed");
            return false;
        }
        if (isOver(times.timeoutFrozenAfter(), since.get(), now)) {
            log(message, "cancelled by timeout_frozen_after");
            claim.remove();
            log(message, "Completed");
            return false;
        }
        if (scope != Scope.EVEN_FROZEN && !isOver(times.autoThaw(), since.get(), now)) {
            log(message, "Message is frozen");
            return false;
        }
        claim.update(message.with(message.state().thawed()));
        log(message, scope == Scope.EVEN_FROZEN ? "Unfrozen by forced delivery" : "Unfrozen by auto-thaw");
        return true;
    }

    private static boolean isOver(Duration limit, Instant since, Instant now) {
        return !limit.isZero() && !since.plus(limit).isAfter(now);
    }

    private void log(SpooledMessage message, String words) {
        setup.services().log().note(message.id() + " " + words);
    }

    /// The gate may have opened between the attempt and this; then nobody would come to fetch it.
    private void park(Work work) {
        var host = work.host().orElseThrow();
        synchronized (waiting) {
            waiting.computeIfAbsent(host, _ -> new ArrayDeque<>()).add(work);
        }
        if (setup.ways().gate().hasRoom(host)) {
            startNext(host);
        }
    }

    /// One goes on in this thread, those for other hosts on others.
    private @Nullable Work nextFor(Set<String> hosts) {
        Work next = null;
        for (var host : hosts) {
            if (next == null) {
                next = fetch(host);
            } else {
                startNext(host);
            }
        }
        return next;
    }

    private void startNext(String host) {
        var next = fetch(host);
        if (next != null) {
            inBackground(next);
        }
    }

    private @Nullable Work fetch(String host) {
        synchronized (waiting) {
            var line = waiting.get(host);
            if (line == null) {
                return null;
            }
            var first = line.poll();
            if (line.isEmpty()) {
                waiting.remove(host);
            }
            return first;
        }
    }

    private void saveRetryTimes() throws IOException {
        var file = setup.services().retryFile();
        if (file.isPresent()) {
            setup.services().retry().save(file.get(), setup.services().clock().instant());
        }
    }

    private static boolean release(Claim claim) {
        try {
            claim.close();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return false if interrupted
    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void await(CountDownLatch finished) {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
