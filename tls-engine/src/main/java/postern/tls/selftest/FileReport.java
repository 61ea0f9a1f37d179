package postern.tls.selftest;

import java.util.List;
import java.util.Map;

/// What came of one file.
///
/// @param file its name
/// @param cases how many it has; 0 if it holds nothing that concerns us
/// @param passed of them
/// @param failures one line for each case that failed: its number, its comment, what went wrong
/// @param skipped how many for which reason
/// @param wholeFile why the file as a whole was skipped; empty if it was run
public record FileReport(
        String file, int cases, int passed, List<String> failures, Map<String, Integer> skipped, String wholeFile) {
    /// Copies what it is given.
    public FileReport {
        failures = List.copyOf(failures);
        skipped = Map.copyOf(skipped);
    }

    /// A file that was not run.
    static FileReport notRun(String file, String reason) {
        return new FileReport(file, 0, 0, List.of(), Map.of(), reason);
    }

    /// How many cases failed.
    public int failed() {
        return failures.size();
    }

    /// How many cases were skipped.
    public int skippedCases() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }
}
