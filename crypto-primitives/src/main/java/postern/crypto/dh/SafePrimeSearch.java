package postern.crypto.dh;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.crypto.dh.DhParameterGenerator.Progress;

/// Looks for the first safe prime among candidates, on all processors.
///
/// Candidates are handed out in their order, and a worker finishes the one it has. So when one is found, all
/// before it are being tested or were: the least of those found is the first there is, whoever was faster.
final class SafePrimeSearch {
    private static final int WORKERS = Runtime.getRuntime().availableProcessors();

    private final Consumer<Progress> progress;

    SafePrimeSearch(Consumer<Progress> progress) {
        this.progress = progress;
    }

    /// The first p for which Fermat's test with base 2 finds q and p prime.
    ///
    /// @throws CancellationException if this thread is interrupted
    Optional<BigInteger> first(Stream<BigInteger> candidates) {
        var queue = new Queue(candidates.iterator(), progress);
        try (var workers = Executors.newFixedThreadPool(WORKERS, DAEMONS)) {
            return awaitAll(queue, workers);
        }
    }

    private static final ThreadFactory DAEMONS =
            Thread.ofPlatform().daemon().name("safe-prime-", 0).factory();

    private static Optional<BigInteger> awaitAll(Queue queue, ExecutorService workers) {
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < WORKERS; i++) {
            running.add(workers.submit(() -> work(queue)));
        }
        try {
            for (var worker : running) {
                worker.get();
            }
            return queue.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cancelled ? cancelled : new IllegalStateException(e);
        } finally {
            queue.stop();
        }
    }

    private static void work(Queue queue) {
        try {
            for (var p = queue.next(); p.isPresent(); p = queue.next()) {
                test(p.get(), queue);
            }
        } finally {
            queue.stop();
        }
    }

    /// q first: it is shorter by a bit, and mostly composite.
    private static void test(BigInteger p, Queue queue) {
        if (passesFermat(p.shiftRight(1))) {
            queue.report(Progress.HALF);
            if (passesFermat(p)) {
                queue.found(p);
            }
        }
    }

    private static boolean passesFermat(BigInteger n) {
        return BigInteger.TWO.modPow(n.subtract(BigInteger.ONE), n).equals(BigInteger.ONE);
    }

    /// What the workers share.
    private static final class Queue {
        private final Iterator<BigInteger> candidates;
        private final Consumer<Progress> progress;
        private @Nullable BigInteger least;
        private boolean stopped;

        Queue(Iterator<BigInteger> candidates, Consumer<Progress> progress) {
            this.candidates = candidates;
            this.progress = progress;
        }

        synchronized Optional<BigInteger> next() {
            if (stopped || !candidates.hasNext()) {
                return Optional.empty();
            }
            progress.accept(Progress.CANDIDATE);
            return Optional.of(candidates.next());
        }

        /// Once one is found, nobody wants to know how far the other workers get.
        synchronized void report(Progress event) {
            if (!stopped) {
                progress.accept(event);
            }
        }

        synchronized void found(BigInteger p) {
            report(Progress.HALF);
            stopped = true;
            least = least == null ? p : least.min(p);
        }

        synchronized void stop() {
            stopped = true;
        }

        synchronized Optional<BigInteger> result() {
            return Optional.ofNullable(least);
        }
    }
}
