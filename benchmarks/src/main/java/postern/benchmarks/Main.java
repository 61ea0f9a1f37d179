package postern.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs benchmarks and prints their ratios as a Markdown table.
public final class Main {
    private Main() {}

    /// The argument, if there is one, is a regular expression over class and method names.
    public static void main(String[] args) throws RunnerException {
        var options =
                new OptionsBuilder().include(args.length == 0 ? ".*" : args[0]).build();
        var results = new Runner(options).run();
        System.out.println(RatioTable.of(results).toMarkdown());
    }
}
