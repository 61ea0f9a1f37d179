package postern.vectors.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/// The inputs of one target that are kept with the sources: resources `/corpus/NAME/…`, where `NAME` is the
/// target's.
public final class Corpus {
    private Corpus() {}

    /// Gives every kept input to the target.
    ///
    /// @return how many there were
    /// @throws AssertionFailedError if one is not taken as promised; it is named
    public static int replay(Supplier<? extends FuzzTarget> made) {
        var target = made.get();
        var inputs = inputs(target.getClass());
        for (var input : inputs) {
            try {
                target.accept(Files.readAllBytes(input));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionFailedError(target.getClass().getSimpleName() + " on " + input.getFileName(), e);
            }
        }
        return inputs.size();
    }

    private static List<Path> inputs(Class<?> target) {
        var name = "/corpus/" + target.getSimpleName();
        var directory = Objects.requireNonNull(target.getResource(name), name);
        try (var files = Files.list(Path.of(directory.getPath()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
