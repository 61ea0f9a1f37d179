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

    /// A table without rows.
    static RatioTable empty() {
        return new RatioTable();
    }

    /// Adds a row.
    void put(String work, Map<Contender, Double> scores) {
        rows.put(work.strip(), scores);
    }

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
                    .computeIfAbsent(name.strip(), _ -> new EnumMap<>(Contender.class))
                    .put(contender, result.getPrimaryResult().getScore());
        }
        return table;
    }

    /// A Markdown table; a dash where a contender did not run or nothing is demanded, bold what is below its
    /// floor.
    String toMarkdown() {
        var text = new StringBuilder("| work | ÷ Bouncy Castle | floor | ÷ JDK | floor |\n|---|---|---|---|---|\n");
        rows.forEach((work, scores) -> {
            var floor = Floor.of(work).orElse(new Floor(work, 0, 0));
            text.append("| ").append(work);
            append(text, ratio(scores, Contender.BOUNCY_CASTLE), floor.bouncyCastle());
            append(text, ratio(scores, Contender.JDK), floor.jdk());
            text.append(" |\n");
        });
        return text.toString();
    }

    private static double ratio(Map<Contender, Double> scores, Contender other) {
        return scores.getOrDefault(Contender.POSTERN, Double.NaN) / scores.getOrDefault(other, Double.NaN);
    }

    private static void append(StringBuilder text, double ratio, double floor) {
        var figure = Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
        text.append(" | ").append(ratio < floor ? "**" + figure + "**" : figure);
        text.append(" | ").append(floor == 0 ? "–" : String.format(Locale.ROOT, "%s", floor));
    }
}
