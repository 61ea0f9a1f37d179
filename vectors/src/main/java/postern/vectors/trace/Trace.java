package postern.vectors.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The sequence of events of one run, as a running hash that remembers itself every [#BLOCK] events, so that
/// the first difference of two runs of millions of events can be found by running them again.
///
/// One for each [TracingLoader], which has its own copy of this class. Not for more than one thread.
public final class Trace {
    static final int BLOCK = 1 << 12;
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private static boolean on;
    private static long hash;
    private static long count;
    private static final List<Long> hashes = new ArrayList<>();

    /// The events from here on, a block of them, are kept one by one.
    private static long keepFrom = Long.MAX_VALUE;

    private static final List<Event> kept = new ArrayList<>();

    private Trace() {}

    /// What happened and where: `site` is an index into the loader's list of places.
    public record Event(int site, long value) {}

    /// What one run looked like.
    public record Summary(long count, List<Long> hashes, List<Event> kept) {}

    /// Runs the operation and records it; the events of block `block` one by one (none if negative).
    static Summary of(Runnable operation, long block) {
        hash = 0;
        count = 0;
        hashes.clear();
        kept.clear();
        keepFrom = block < 0 ? Long.MAX_VALUE : block * BLOCK;
        on = true;
        try {
            operation.run();
        } finally {
            on = false;
        }
        hashes.add(hash);
        return new Summary(count, List.copyOf(hashes), List.copyOf(kept));
    }

    /// A conditional branch was not taken.
    public static void passed(int site) {
        add(site, -1);
    }

    /// An array index, or the selector of a switch.
    public static void index(int index, int site) {
        add(site, index);
    }

    public static int divide(int a, int b, int site) {
        add(site, a);
        add(site, b);
        return a / b;
    }

    public static int remainder(int a, int b, int site) {
        add(site, a);
        add(site, b);
        return a % b;
    }

    public static long divide(long a, long b, int site) {
        add(site, a);
        add(site, b);
        return a / b;
    }

    public static long remainder(long a, long b, int site) {
        add(site, a);
        add(site, b);
        return a % b;
    }

    /// An operation of the library whose time may depend on its two operands.
    public static void operands(int a, int b, int site) {
        add(site, a);
        add(site, b);
    }

    public static void operands(long a, long b, int site) {
        add(site, a);
        add(site, b);
    }

    /// What a `BigInteger` is asked to do takes time that depends on its value.
    public static void number(BigInteger value, int site) {
        add(site, value.hashCode());
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // the caller's own arguments, passed on
    public static void copy(Object from, int fromAt, Object to, int toAt, int length, int site) {
        if (on) {
            add(site, fromAt);
            add(site, toAt);
            add(site, length);
        }
        System.arraycopy(from, fromAt, to, toAt, length);
    }

    private static void add(int site, long value) {
        if (!on) {
            return;
        }
        if (count >= keepFrom && count < keepFrom + BLOCK) {
            kept.add(new Event(site, value));
        }
        hash = (Long.rotateLeft(hash, 23) ^ (site * 31L + value)) * ODD;
        count++;
        if ((count & (BLOCK - 1)) == 0) {
            hashes.add(hash);
        }
    }
}
