package postern.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/// Runs benchmarks and prints their ratios as a Markdown table.
public final class Main {
    /// The system property that names a file, in which the page with the table is written.
    private static final String RESULTS = "postern.results";

    /// How the figures came about.
    private enum Measured {
        BY_JMH("", "One run of JMH. On a machine with other work its ratios mean nothing: `-Dbench=interleaved` does."),
        BY_TURNS(" -Dbench=" + INTERLEAVED, """
                The contenders took turns in one JVM for each row, and the processor time of each one's best turn counts,
                because the machine had other work. On a machine that has none the same benches run under JMH: leave
                `-Dbench` out.""");

        final String option;
        final String meaning;

        Measured(String option, String meaning) {
            this.option = option;
            this.meaning = meaning;
        }
    }

    private Main() {}

    /// In the place of JMH's arguments: [Interleaved] is meant.
    private static final String INTERLEAVED = "interleaved";

    /// The arguments are those of JMH: a regular expression over class and method names, if not all are meant, and
    /// options; or the word `interleaved`.
    public static void main(String[] args)
            throws RunnerException, CommandLineOptionException, IOException, InterruptedException {
        boolean byTurns = args.length == 1 && args[0].equals(INTERLEAVED);
        var ratios = byTurns ? Interleaved.run() : RatioTable.of(new Runner(new CommandLineOptions(args)).run());
        var table = ratios.toMarkdown();
        System.out.println(table);
        var file = System.getProperty(RESULTS, "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), page(table, byTurns ? Measured.BY_TURNS : Measured.BY_JMH));
        }
    }

    private static String page(String table, Measured measured) {
        return String.format(
                Locale.ROOT,
                """
                # Ratios

                Throughput of ours divided by that of Bouncy Castle's lightweight API, and by that of the JDK's provider
                with its intrinsics, on Java %s, %s. Written by

                    mvn -Pbench verify -pl benchmarks -am -DskipTests%s -Dresults=RESULTS.md

                %s

                A floor is what this project demands of itself; **bold** is below it. Where instructions on vectors of
                512 bits are done in two halves, as on AMD's Zen 4, AES-GCM is slower against scalar code than where they
                are not.

                %s""",
                Runtime.version(),
                System.getProperty("os.arch"),
                measured.option,
                measured.meaning,
                table);
    }
}
