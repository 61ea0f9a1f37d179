package postern.tls.param;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Looks up registry rows. The registries are short, so a search through the rows is as good as a map.
final class CodePoints {
    private CodePoints() {}

    static <T> Optional<T> find(T[] rows, ToIntFunction<T> column, int code) {
        return Arrays.stream(rows).filter(row -> column.applyAsInt(row) == code).findFirst();
    }
}
