package postern.crypto.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides for one algorithm when its fast form is taken: see the package.
///
///     IDLE ── enough bulk ──▶ TRAINING ── measured faster ──▶ READY
///                                 └────── not in time ──────▶ REJECTED
///
/// There is no way back, and no second training. Safe for use by many threads.
public final class KernelSwitch {
    /// Octets of bulk before training begins. The plain code does them in some hundredths of a second; training costs
    /// about two seconds of one processor, which a process that only shook hands must not pay.
    private static final long BULK = 4 << 20;

    /// A kernel that is not the faster one after so many seconds of training is given up.
    private static final long PATIENCE_SECONDS = 30;

    /// How often in sequence the fast form must win. While the compiler still replaces parts, a single win may be
    /// luck.
    private static final int WINS = 5;

    /// Where a switch stands.
    public enum State {
        /// The plain code runs; too little was processed for anything else.
        IDLE,
        /// The plain code runs; a thread trains the fast form.
        TRAINING,
        /// The fast form runs.
        READY,
        /// The plain code runs: there is no fast form here, or it is not faster.
        REJECTED
    }

    /// A fixed piece of work that uses all paths of an algorithm, on made-up data. It has to process the same in
    /// either form, and to look at every kind of tail: a path not trained would be compiled anew in the middle of
    /// someone's record.
    public interface Workout extends Runnable, AutoCloseable {
        @Override
        void close();
    }

    private final String name;
    private final @Nullable Supplier<Workout> plain;
    private final @Nullable Function<KernelSource, Workout> fast;
    private final AtomicLong bulk = new AtomicLong();
    private volatile State state;

    /// A switch that stands where the system property and the machine put it.
    ///
    /// @param name of the algorithm, for the name of the thread
    /// @param plain makes the plain form's workout
    /// @param fast makes the fast form's, from the source of fast forms
    public KernelSwitch(String name, Supplier<Workout> plain, Function<KernelSource, Workout> fast) {
        this.name = name;
        this.plain = plain;
        this.fast = fast;
        if (Kernels.areAvailable()) {
            state = Kernels.mode() == Kernels.Mode.FORCE ? State.READY : State.IDLE;
        } else {
            state = State.REJECTED;
        }
    }

    private KernelSwitch(State state) {
        this.name = "";
        this.plain = null;
        this.fast = null;
        this.state = state;
    }

    /// A switch that always takes the fast form.
    public static KernelSwitch ready() {
        return new KernelSwitch(State.READY);
    }

    /// A switch that never does.
    public static KernelSwitch rejected() {
        return new KernelSwitch(State.REJECTED);
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// Whether the fast form is to be taken for the next octets. Counts them, and starts the training.
    public boolean takesFast(int octets) {
        if (state == State.READY) {
            return true;
        }
        if (state == State.IDLE && bulk.addAndGet(octets) >= BULK) {
            startTraining();
        }
        return false;
    }

    @SuppressWarnings("ThreadPriorityCheck") // a wish, on which nothing depends
    private synchronized void startTraining() {
        if (state == State.IDLE && plain != null && fast != null) {
            state = State.TRAINING;
            var without = plain;
            var with = fast;
            var thread = new Thread(() -> state = train(without, () -> with.apply(Kernels.source())), "train " + name);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    private static State train(Supplier<Workout> plain, Supplier<Workout> fast) {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        try (var slow = plain.get();
                var quick = fast.get()) {
            int wins = 0;
            while (wins < WINS && System.nanoTime() - deadline < 0) {
                wins = nanos(quick) < nanos(slow) ? wins + 1 : 0;
            }
            return wins == WINS ? State.READY : State.REJECTED;
        }
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
