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

    private Main() {}

    /// The arguments are those of JMH: a regular expression over class and method names, if not all are meant, and
    /// options.
    public static void main(String[] args) throws RunnerException, CommandLineOptionException, IOException {
        var results = new Runner(new CommandLineOptions(args)).run();
        var table = RatioTable.of(results).toMarkdown();
        System.out.println(table);
        var file = System.getProperty(RESULTS, "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), page(table));
        }
    }

    private static String page(String table) {
        return String.format(Locale.ROOT, """
                # Ratios

                Throughput of ours divided by that of Bouncy Castle's lightweight API, and by that of the JDK's provider
                with its intrinsics: one run of JMH on Java %s, %s. Written by

                    mvn -Pbench verify -pl benchmarks -am -DskipTests -Dresults=RESULTS.md

                A floor is what this project demands of itself; **bold** is below it. Ratios of a shared machine are
                indicative: those of records vary by some hundredths of themselves, those of handshakes by a tenth. Where
                instructions on vectors of 512 bits are done in two halves, as on AMD's Zen 4, AES-GCM is some fifth slower
                against scalar code than where they are not.

                %s""", Runtime.version(), System.getProperty("os.arch"), table);
    }
}
