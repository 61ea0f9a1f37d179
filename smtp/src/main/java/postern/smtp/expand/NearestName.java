package postern.smtp.expand;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The known name that a misspelt one is nearest to.
public final class NearestName {
    private NearestName() {}

    /// The nearest of some names, if any is near: at most a third of its letters have to be changed.
    public static Optional<String> of(String name, Collection<String> known) {
        return within(Math.max(1, name.length() / 3), name, known.stream().sorted());
    }

    /// The nearest of some names, the first of those that are equally near, if at most so many letters have to be
    /// changed.
    public static Optional<String> within(int most, String name, Stream<String> known) {
        return known.min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= most);
    }

    /// How many letters have to be inserted, removed or replaced (Levenshtein's distance).
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
