package postern.vectors.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.opentest4j.AssertionFailedError;

/// Compares the traces of the same operations with different secrets.
///
/// Makes its own copy of all classes, with kernels off: those are vector code without branches, and when they take
/// over depends on what was done before.
public final class Traces {
    private static final String KERNELS = "postern.simd";

    private final TracingLoader loader;
    private final BiFunction<String, long[], List<List<Long>>> laboratory;

    private Traces(TracingLoader loader, BiFunction<String, long[], List<List<Long>>> laboratory) {
        this.loader = loader;
        this.laboratory = laboratory;
    }

    /// For these operations.
    public static Traces of(Class<? extends SecretOperations> operations) {
        var loader = new TracingLoader(operations.getClassLoader());
        var before = System.setProperty(KERNELS, "off");
        try {
            var traces = new Traces(loader, laboratory(loader, operations.getName()));
            for (var name : operations.getConstructor().newInstance().names()) {
                traces.run(name, 0, -1); // class initialisers, tables
            }
            return traces;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(operations + " cannot be made in the laboratory", e);
        } finally {
            if (before == null) {
                System.clearProperty(KERNELS);
            } else {
                System.setProperty(KERNELS, before);
            }
        }
    }

    @SuppressWarnings("unchecked") // Laboratory, seen through another loader
    private static BiFunction<String, long[], List<List<Long>>> laboratory(TracingLoader loader, String operations)
            throws ReflectiveOperationException {
        var inside = loader.loadClass(operations).getConstructor().newInstance();
        return (BiFunction<String, long[], List<List<Long>>>) loader.loadClass(Laboratory.class.getName())
                .getConstructor(loader.loadClass(SecretOperations.class.getName()))
                .newInstance(inside);
    }

    /// Does the operation with `secrets` different secrets.
    ///
    /// @throws AssertionFailedError if one of them makes it do anything else; the message names the place
    public void assertSame(String operation, int secrets) {
        var expected = run(operation, 1, -1);
        if (expected.getFirst().getFirst() == 0) {
            throw new AssertionFailedError(operation + " did nothing that could be watched");
        }
        for (int seed = 2; seed <= secrets; seed++) {
            var found = difference(operation, expected, seed);
            if (found.isPresent()) {
                throw new AssertionFailedError(operation + " does something else for another secret: " + found.get());
            }
        }
    }

    /// Whether some of `secrets` different secrets makes the operation do something else.
    public boolean differ(String operation, int secrets) {
        var expected = run(operation, 1, -1);
        for (int seed = 2; seed <= secrets; seed++) {
            if (!expected.equals(run(operation, seed, -1))) {
                return true;
            }
        }
        return false;
    }

    /// Where the run with this seed first does something else.
    private Optional<String> difference(String operation, List<List<Long>> expected, int seed) {
        var actual = run(operation, seed, -1);
        if (expected.equals(actual)) {
            return Optional.empty();
        }
        int block = common(expected.get(1), actual.get(1));
        var one = run(operation, 1, block).get(2);
        var other = run(operation, seed, block).get(2);
        int event = common(one, other) & ~1;
        return Optional.of("event " + ((long) block * Trace.BLOCK + event / 2) + ", " + shown(one, event) + ", but "
                + shown(other, event) + "; before it " + shown(one, event - 2));
    }

    /// How many elements at their beginning are the same.
    private static int common(List<Long> one, List<Long> other) {
        int at = 0;
        while (at < Math.min(one.size(), other.size()) && one.get(at).equals(other.get(at))) {
            at++;
        }
        return at;
    }

    private String shown(List<Long> events, int at) {
        return at < 0 || at >= events.size()
                ? "(nothing)"
                : loader.site(events.get(at).intValue()) + " " + events.get(at + 1);
    }

    private List<List<Long>> run(String operation, long seed, long block) {
        return laboratory.apply(operation, new long[] {seed, block});
    }
}
