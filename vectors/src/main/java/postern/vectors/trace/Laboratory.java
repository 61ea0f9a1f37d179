package postern.vectors.trace;

import java.util.List;
import java.util.function.BiFunction;

/// The inside of a [TracingLoader]: the name of an operation goes in with a seed, a trace comes out, in types
/// of the JDK's own so that both copies of the classes understand them.
///
/// An answer is the number of events, then the hashes of the blocks, then (when a block was asked for) its
/// events as pairs of site and value.
public final class Laboratory implements BiFunction<String, long[], List<List<Long>>> {
    private final SecretOperations operations;

    /// Called by reflection, from outside.
    public Laboratory(SecretOperations operations) {
        this.operations = operations;
    }

    /// @param request seed, and the block whose events are wanted (negative: none)
    @Override
    public List<List<Long>> apply(String operation, long[] request) {
        var summary = Trace.of(operations.prepare(operation, request[0]), request[1]);
        return List.of(
                List.of(summary.count()),
                summary.hashes(),
                summary.kept().stream()
                        .flatMap(event -> List.of((long) event.site(), event.value()).stream())
                        .toList());
    }
}
