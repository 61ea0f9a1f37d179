package postern.smtp.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.selftest.FileReport;
import postern.tls.selftest.SelfTest;
import postern.tls.selftest.SelfTestException;

/// `postern self-test`: do the primitives in this jar do what Project Wycheproof's vectors demand?
@Command(
        name = "self-test",
        description = {
            "Runs Project Wycheproof's test vectors against the cryptography in this jar.",
            "Exit status 0 if no case failed, 1 if one did, 2 if the vectors cannot be read."
        },
        footer = {"", "Example: postern self-test --vectors wycheproof/testvectors_v1"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--vectors",
            required = true,
            paramLabel = "DIR",
            description = "the directory with the JSON files (github.com/C2SP/wycheproof, testvectors_v1)")
    @SuppressWarnings("NullAway.Init") // required
    private Path vectors;

    @Option(names = "--json", description = "the answer as one JSON object on standard output")
    private boolean json;

    /// @return 0 if no case failed, 1 if one did
    /// @throws ParameterException if the vectors cannot be read
    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try {
            var reports = SelfTest.run(vectors, report -> show(out, report));
            var totals = new LinkedHashMap<String, Object>();
            for (var name : List.of("files", "cases", "passed", "failed", "skipped")) {
                totals.put(name, SelfTest.totals(reports).get(name));
            }
            if (json) {
                var answer = new LinkedHashMap<String, Object>(totals);
                answer.put(
                        "reports", reports.stream().map(SelfTestCommand::asMap).toList());
                out.println(Json.write(answer));
            } else {
                out.println(totals.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
            }
            out.flush();
            return reports.stream().anyMatch(report -> report.failed() > 0) ? 1 : 0;
        } catch (SelfTestException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// One line for a file, one for each failure, one for each reason to skip.
    private void show(PrintWriter out, FileReport report) {
        if (json) {
            return;
        }
        if (!report.wholeFile().isEmpty()) {
            out.println(report.file() + ": skipped: " + report.wholeFile());
            return;
        }
        out.println(report.file() + ": cases " + report.cases() + ", passed " + report.passed() + ", failed "
                + report.failed() + ", skipped " + report.skippedCases());
        report.failures().forEach(failure -> out.println("  failed: " + failure));
        report.skipped().forEach((reason, count) -> out.println("  skipped " + count + ": " + reason));
        out.flush();
    }

    private static Map<String, Object> asMap(FileReport report) {
        var map = new LinkedHashMap<String, Object>();
        map.put("file", report.file());
        map.put("cases", report.cases());
        map.put("passed", report.passed());
        map.put("failed", report.failed());
        map.put("skipped", report.skippedCases());
        map.put("failures", report.failures());
        map.put("reasons", report.skipped());
        if (!report.wholeFile().isEmpty()) {
            map.put("not_run", report.wholeFile());
        }
        return map;
    }
}
