package postern.benchmarks;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/// Throughput of ours divided by that of each other contender, one row for each piece of work.
final class RatioTable {
    /// The JMH parameter that tells contenders apart.
    private static final String CONTENDER = "contender";

    private final Map<String, Map<Contender, Double>> rows = new TreeMap<>();

    private RatioTable() {}

    /// Groups throughput results by everything but the contender.
    static RatioTable of(Collection<RunResult> results) {
        var table = new RatioTable();
        for (var result : results) {
            var parameters = result.getParams();
            var contender = Contender.valueOf(parameters.getParam(CONTENDER));
            var work = parameters.getParamsKeys().stream()
                    .filter(key -> !key.equals(CONTENDER))
                    .map(parameters::getParam)
                    .collect(Collectors.joining(", "));
            var benchmark = parameters.getBenchmark();
            var name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1) + " " + work;
            table.rows
                    .computeIfAbsent(name, _ -> new EnumMap<>(Contender.class))
                    .put(contender, result.getPrimaryResult().getScore());
        }
        return table;
    }

    /// A Markdown table; a dash where a contender did not run.
    String toMarkdown() {
        var text = new StringBuilder("| work | ours ÷ JDK | ours ÷ Bouncy Castle |\n|---|---|---|\n");
        rows.forEach((work, scores) -> text.append("| ")
                .append(work)
                .append(" | ")
                .append(ratio(scores, Contender.JDK))
                .append(" | ")
                .append(ratio(scores, Contender.BOUNCY_CASTLE))
                .append(" |\n"));
        return text.toString();
    }

    private static String ratio(Map<Contender, Double> scores, Contender other) {
        var ours = scores.get(Contender.POSTERN);
        var theirs = scores.get(other);
        return ours == null || theirs == null ? "–" : String.format(Locale.ROOT, "%.3f", ours / theirs);
    }
}
