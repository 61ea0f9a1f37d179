package postern.crypto.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import postern.crypto.kernel.KernelSwitch.State;

/// When a fast form is taken, with work whose speed is known.
class KernelSwitchTest {
    private static final int BULK = 4 << 20;

    private final AtomicInteger closed = new AtomicInteger();

    private final class Sleep implements KernelSwitch.Workout {
        private final long millis;

        Sleep(long millis) {
            this.millis = millis;
        }

        @Override
        public void run() {
            try {
                Thread.sleep(Duration.ofMillis(millis));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void aFasterFormIsTakenOnceItHasBeenTrained() throws InterruptedException {
        var decision = new KernelSwitch("test", () -> new Sleep(30), _ -> new Sleep(1));
        assertEquals(State.IDLE, decision.state());
        assertFalse(decision.takesFast(BULK - 1));
        assertEquals(State.IDLE, decision.state(), "little work trains nothing");
        assertFalse(decision.takesFast(1));
        for (int i = 0; i < 400 && decision.state() != State.READY; i++) {
            Thread.sleep(Duration.ofMillis(20));
        }
        assertEquals(State.READY, decision.state());
        assertTrue(decision.takesFast(1));
        assertEquals(2, closed.get(), "both workouts are closed");
    }

    @Test
    void theTwoThatStand() {
        assertTrue(KernelSwitch.ready().takesFast(1));
        var rejected = KernelSwitch.rejected();
        assertFalse(rejected.takesFast(2 * BULK));
        assertEquals(State.REJECTED, rejected.state());
    }

    @Test
    void thePropertyHasThreeValues() {
        assertEquals(Kernels.Mode.AUTO, Kernels.mode("auto"));
        assertEquals(Kernels.Mode.OFF, Kernels.mode("OFF"));
        assertEquals(Kernels.Mode.FORCE, Kernels.mode("force"));
        assertThrows(IllegalArgumentException.class, () -> Kernels.mode("on"));
    }

    @Test
    void thisJvmHasTheModule() {
        assertTrue(Kernels.missing().isEmpty());
        assertEquals(
                "postern.crypto.simd.VectorKernels", Kernels.source().getClass().getName());
    }
}
