package postern.vectors;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How much memory a piece of code asks for: what the record path must not do is shown by a test.
public final class Allocation {
    private static final int CALLS = 50;

    private Allocation() {}

    /// Octets that one call allocates on this thread, as the mean of many, after a first one that may fill caches.
    public static long perCall(Runnable code) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        code.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            code.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }
}
